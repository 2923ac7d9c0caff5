package org.wirelab.client.tls.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.net.Transport;
import org.wirelab.testing.Tools;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.Misbehaviour;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.tls.pki.TrustAnchors;
import org.wirelab.tls.scenario.Compared;
import org.wirelab.tls.scenario.Misbehaviours;
import org.wirelab.tls.scenario.Role;

/// The scenarios' hostile client against somebody else's server: it notices the same, by the same alert.
class HostileClientPeersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Process server;
    private Transport transport;
    private Prober prober;
    private RSAPublicKey key;

    @BeforeEach
    void start() throws Exception {
        String openssl = Tools.require("openssl").toString();
        String request = "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=openssl";
        assertThat(begin(openssl, request + " -addext subjectAltName=DNS:localhost")
                        .waitFor(60, TimeUnit.SECONDS))
                .isTrue();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        String serve = " -cert cert.pem -key key.pem -cipher AES128-SHA256 -tls1_2 -quiet";
        server = begin(openssl, "s_server -accept 127.0.0.1:" + port + serve);
        await().ignoreExceptions().until(() -> {
            new Socket("127.0.0.1", port).close();
            return true;
        });
        TrustAnchors anchors = TrustAnchors.ofFile(folder.resolve("cert.pem"));
        key = (RSAPublicKey) anchors.certificates().iterator().next().getPublicKey();
        ClientSettings settings = ClientSettings.documented(
                Optional.of("localhost"), PkixTrust.of(anchors, "localhost", Clock.systemUTC()));
        transport = Transport.open(1);
        prober =
                new Prober(transport, new InetSocketAddress("127.0.0.1", port), settings, new SecureRandom(), PATIENCE);
    }

    @AfterEach
    void end() {
        // without openssl nothing was started
        if (server != null) {
            server.destroyForcibly();
        }
        if (transport != null) {
            transport.close();
        }
    }

    @Test
    void opensslAnswersAWrongPaddingAWrongVersionAndAnUnknownSecretAlike() throws Exception {
        SecureRandom random = new SecureRandom();
        Map<String, Supplier<Misbehaviour>> kinds = Map.of(
                "wrong padding", () -> Misbehaviours.wrongPadding(key, random, _ -> {}),
                "wrong version", () -> Misbehaviours.wrongVersion(_ -> {}),
                "unknown secret", () -> Misbehaviours.unknownSecret(random, _ -> {}));

        Compared compared = prober.compare(kinds, 2);

        assertThat(compared.indistinguishable()).as(compared.toString()).isTrue();
        assertThat(compared.outcomes().getFirst().answers())
                .singleElement()
                .asString()
                .startsWith("alert fatal bad_record_mac");
    }

    @Test
    void opensslAnswersAWrongFinishedWithDecryptError() throws Exception {
        Compared compared =
                prober.compare(Map.of("wrong Finished", () -> Misbehaviours.flippedFinished(Role.SERVER, _ -> {})), 1);

        assertThat(compared.outcomes().getFirst().answers())
                .singleElement()
                .asString()
                .startsWith("alert fatal decrypt_error");
    }

    private Process begin(String openssl, String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(openssl));
        command.addAll(List.of(arguments.split(" ")));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.out").toFile())
                .start();
    }
}
