package org.wirelab.client.tls.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `gnutls-cli` with the lab's server, which sends every line back.
final class GnutlsClient implements Peer {

    private static final String WORDS = "Guten Tag";

    @Override
    public String heading() {
        return "gnutls-cli with the lab's server";
    }

    @Override
    public String version() throws Exception {
        return Gnutls.version();
    }

    @Override
    public Optional<Why> cannot(Mode mode) throws Exception {
        return switch (mode.event()) {
            case TICKET -> mode.tls13() ? Optional.empty() : Optional.of(Why.NO_TICKET);
            case STAPLED_STATUS -> Optional.of(Why.NO_STAPLING);
            default -> Gnutls.withoutMlkem(mode);
        };
    }

    @Override
    public void meet(Ground ground, Mode mode) throws Exception {
        Path keyLog = ground.fresh(".keys");
        try (LabSide lab = LabSide.serving(ground, mode);
                Program gnutls =
                        ground.start(Map.of("SSLKEYLOGFILE", keyLog.toString()), command(ground, mode, lab.port()))) {
            gnutls.await("- Description: ", mode.event().connections());
            gnutls.say(WORDS);
            gnutls.await(WORDS);
            if (mode.is(Event.KEY_UPDATE)) {
                gnutls.say("^rekey^");
                gnutls.await("Rekey was completed");
                gnutls.say(WORDS);
                gnutls.await(WORDS, 2);
            }
            gnutls.endInput();
            gnutls.awaitGoodEnd();
            Judgement judgement = new Judgement(lab, mode);
            // gnutls writes no line for a session of TLS 1.2 that it resumes
            judgement.judge(Openssl.lines(keyLog), mode.tls13() || mode.event().connections() == 1);
            Gnutls.assertSettled(gnutls.said(), mode, judgement.chosen());
            assertSaid(gnutls.said(), mode);
        }
    }

    private static List<String> command(Ground ground, Mode mode, int port) {
        List<String> command = new ArrayList<>(List.of(
                Ground.tool("stdbuf"),
                "-oL",
                Ground.tool("gnutls-cli"),
                "--x509cafile",
                ground.pem("ca.pem"),
                "--sni-hostname",
                "localhost",
                "--verify-hostname",
                "localhost",
                "--port",
                Integer.toString(port)));
        (mode.is(Event.HELLO_RETRY) ? Gnutls.priority(mode, "x25519") : Gnutls.priority(mode))
                .ifPresent(priority -> command.addAll(List.of("--priority", priority)));
        switch (mode.event()) {
            case CLIENT_CERTIFICATE ->
                command.addAll(
                        List.of("--x509certfile", ground.pem("client.pem"), "--x509keyfile", ground.pem("client.key")));
            case SESSION_ID -> command.add("--resume");
            case TICKET -> command.addAll(List.of("--resume", "--waitresumption"));
            case HELLO_RETRY -> command.add("--single-key-share");
            case EXTERNAL_KEY ->
                command.addAll(List.of(
                        "--pskusername",
                        new String(Mode.EXTERNAL_KEY.identity().toArray(), StandardCharsets.US_ASCII),
                        "--pskkey",
                        Mode.EXTERNAL_KEY.key().toString()));
            case KEY_UPDATE -> command.add("--inline-commands");
            case ALPN -> command.addAll(List.of("--alpn", Mode.PROTOCOL));
            case NONE, AS_THEY_COME, DECLINED, SERVER_NAME, STAPLED_STATUS -> {}
        }
        command.add("127.0.0.1");
        return command;
    }

    private static void assertSaid(String said, Mode mode) {
        assertThat(said).contains("Handshake was completed");
        switch (mode.event()) {
            case SESSION_ID, TICKET -> assertThat(said).contains("This is a resumed session");
            case ALPN -> assertThat(said).contains("Application protocol: " + Mode.PROTOCOL);
            case EXTERNAL_KEY -> assertThat(said).contains("PSK");
            case NONE,
                    AS_THEY_COME,
                    DECLINED,
                    CLIENT_CERTIFICATE,
                    HELLO_RETRY,
                    KEY_UPDATE,
                    SERVER_NAME,
                    STAPLED_STATUS -> assertThat(said).contains("The certificate is trusted");
        }
    }
}
