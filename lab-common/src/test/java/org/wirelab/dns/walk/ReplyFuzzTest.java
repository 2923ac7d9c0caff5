package org.wirelab.dns.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.Question;
import org.wirelab.dns.RecordText;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.WireMessage;
import org.wirelab.dns.memory.Memory;
import org.xbill.DNS.Name;

/// Any bytes as the responses of all servers: read, classified, judged and walked, they end a lookup and nothing else.
class ReplyFuzzTest {

    private static final RootHints HINTS = RootHints.builtIn();
    private static final int EXCHANGES = 60;

    @FuzzTest(maxDuration = "1m")
    void aWalkEndsWhateverItsServersSend(FuzzedDataProvider data) {
        List<DnsObservation> seen = new ArrayList<>();
        Resolution walk = new Resolution(
                Question.parse("www.example.com", "A"),
                Memory.fresh(HINTS),
                WalkSettings.UNPRIMED.withQmin(data.consumeBoolean()).withDnssec(data.consumeBoolean()),
                new Random(1),
                observation -> seen.add((DnsObservation) observation),
                0);
        int asked = 0;
        for (Move move = walk.next(0); move instanceof Move.Ask ask; move = walk.next(0)) {
            asked++;
            walk.on(reply(ask, data.consumeBytes(data.consumeInt(0, 600))), 0);
        }
        assertThat(asked).isLessThanOrEqualTo(EXCHANGES);
        for (DnsObservation one : seen) {
            if (one instanceof DnsObservation.RecordsAccepted accepted) {
                Name zone = Question.parseName(accepted.zone());
                accepted.records()
                        .forEach(record -> assertThat(Question.parseName(RecordText.ownerOf(record))
                                        .subdomain(zone))
                                .as(record)
                                .isTrue());
            }
        }
    }

    /// As a socket hands it on: with the id and the question of the query, so that it counts.
    private static Reply reply(Move.Ask ask, byte[] rest) {
        byte[] query = ask.message().toWire();
        int question = WireMessage.HEADER + ask.question().name().length() + 4;
        byte[] wire = new byte[Math.max(question, WireMessage.HEADER) + rest.length];
        System.arraycopy(query, 0, wire, 0, question);
        System.arraycopy(rest, 0, wire, question, rest.length);
        for (int i = 2; i < WireMessage.HEADER && i - 2 < rest.length; i++) {
            // Flags and counts come from the fuzzer, in small numbers; one question it is.
            wire[i] = i == 4 || i == 6 || i == 8 || i == 10 ? 0 : rest[i - 2];
        }
        wire[2] |= (byte) 0x80;
        wire[5] = 1;
        return switch (WireMessage.read(wire)) {
            case WireMessage.Whole whole -> new Reply.Received(whole.message(), whole.bytes(), whole.trailing(), 1000);
            case WireMessage.Damaged damaged -> new Reply.Unreadable(damaged.inOneLine(), 1000);
        };
    }
}
