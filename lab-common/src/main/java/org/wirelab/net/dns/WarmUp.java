package org.wirelab.net.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.WireMessage;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Reply;
import org.wirelab.dns.walk.Resolution;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.dns.zone.Authority;
import org.wirelab.dns.zone.Zone;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.Name;

/// A walk in memory before the clock starts: a cold JVM takes hundreds of milliseconds for its first message, which
/// would stand in the trace as if the network had been slow.
public final class WarmUp {
    private WarmUp() {}

    private static final int ROUNDS = 40;
    private static final String HINTS = ". 60 NS a.\na. 60 A 192.0.2.1\n";
    private static final String ROOT = """
            $TTL 60
            @ SOA a. a. 1 60 60 60 60
            @ NS a.
            a. A 192.0.2.1
            b. NS a.b.
            a.b. A 192.0.2.2
            """;
    private static final String BELOW =
            "$TTL 60\n@ SOA a a 1 60 60 60 60\n@ NS a\na A 192.0.2.2\nw CNAME x\nx A 192.0.2.3\n";

    /// Reads, writes, classifies and walks, without a socket.
    public static void codec() {
        try {
            Authority root = new Authority(List.of(zone(".", ROOT)));
            Authority below = new Authority(List.of(zone("b.", BELOW)));
            RootHints hints = RootHints.parse("warm-up", HINTS.getBytes(StandardCharsets.US_ASCII));
            InetAddress first = hints.root().addresses().getFirst().address();
            for (int round = 0; round < ROUNDS; round++) {
                Resolution resolution = new Resolution(
                        Question.parse("w.b", "A"),
                        Memory.fresh(hints),
                        WalkSettings.USUAL,
                        new Random(round),
                        Recorder.NONE,
                        0);
                Move move = resolution.next(0);
                while (move instanceof Move.Ask ask) {
                    Authority server = ask.server().address().equals(first) ? root : below;
                    resolution.on(reply(server, ask), 0);
                    move = resolution.next(0);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the warm-up's own zones are damaged", e);
        }
    }

    private static Reply reply(Authority server, Move.Ask ask) {
        byte[] wire = server.respond(ask.message().toWire(), DnsTransport.UDP).orElseThrow();
        return switch (WireMessage.read(wire)) {
            case WireMessage.Whole whole -> new Reply.Received(whole.message(), whole.bytes(), whole.trailing(), 0);
            case WireMessage.Damaged damaged -> new Reply.Unreadable(damaged.inOneLine(), 0);
        };
    }

    private static Zone zone(String origin, String text) throws IOException {
        return Zone.parse(Name.fromConstantString(origin), text.getBytes(StandardCharsets.US_ASCII));
    }
}
