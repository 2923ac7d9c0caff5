package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.UnaryOperator;
import org.wirelab.tls.offline.KeyLog;
import org.wirelab.tls.offline.Secrets;
import org.wirelab.trace.Side;

/// What both ends of a live pair sent, and what they told.
final class CapturedWire {
    final ByteArrayOutputStream up = new ByteArrayOutputStream();
    final ByteArrayOutputStream down = new ByteArrayOutputStream();
    final HandshakePair pair;

    CapturedWire(UnaryOperator<ClientSettings> client, UnaryOperator<ServerSettings> server) {
        pair = HandshakePair.of(client, server)
                .tampering(octets -> {
                    up.writeBytes(octets);
                    return octets;
                })
                .tamperingWithTheServers(octets -> {
                    down.writeBytes(octets);
                    return octets;
                });
    }

    static CapturedWire conversing(UnaryOperator<ClientSettings> client, UnaryOperator<ServerSettings> server) {
        CapturedWire wire = new CapturedWire(client, server);
        wire.pair.run().exchange("a request", "a response").closedByClient();
        return wire;
    }

    static CapturedWire of(String suite, boolean extensions) {
        CipherSuite chosen = CipherSuite.named(suite).orElseThrow();
        return conversing(
                client -> client.speaking(chosen.tls13() ? TlsVersion.TLS13 : TlsVersion.TLS12)
                        .offering(List.of(chosen))
                        .withExtensions(extensions, extensions),
                server -> server.withExtensions(extensions, extensions));
    }

    String keyLog() {
        return String.join(
                "\n",
                pair.told(Side.CLIENT, DerivedSecret.class).stream()
                        .flatMap(secret -> secret.keyLogLines().stream())
                        .toList());
    }

    Secrets logged() {
        KeyLog log = new KeyLog();
        log.add(keyLog(), "keys.log");
        assertThat(log.problems()).isEmpty();
        return new Secrets(log, List.of());
    }
}
