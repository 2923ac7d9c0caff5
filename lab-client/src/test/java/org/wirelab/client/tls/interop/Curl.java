package org.wirelab.client.tls.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `curl`, asking the lab's server for its page.
final class Curl implements Peer {

    @Override
    public String heading() {
        return "curl with the lab's server";
    }

    @Override
    public String version() throws Exception {
        return "curl " + firstLine().split(" ")[1];
    }

    @Override
    public Optional<Why> cannot(Mode mode) throws Exception {
        return switch (mode.event()) {
            case TICKET -> mode.tls13() ? Optional.empty() : Optional.of(Why.NO_TICKET);
            case STAPLED_STATUS -> Optional.of(Why.NO_STAPLING);
            case EXTERNAL_KEY -> Optional.of(Why.NO_EXTERNAL_KEY);
            case KEY_UPDATE -> Optional.of(Why.NO_KEY_UPDATE);
            default -> Openssl.withoutMlkem(mode, firstLine());
        };
    }

    @Override
    public void meet(Ground ground, Mode mode) throws Exception {
        Path keyLog = ground.fresh(".keys");
        try (LabSide lab = LabSide.serving(ground, mode)) {
            Map<String, String> environment = new HashMap<>(Openssl.environment(ground, mode));
            environment.put("SSLKEYLOGFILE", keyLog.toString());
            String said = Program.run(ground.folder, environment, command(ground, mode, lab.port()));
            Judgement judgement = new Judgement(lab, mode);
            judgement.judge(Openssl.lines(keyLog), true);
            String suite = judgement.chosen().chosen();
            assertThat(said)
                    .as("what curl says")
                    .contains("SSL connection using TLSv" + mode.version().number() + " / "
                            + (mode.tls13() ? suite : Openssl.suite(suite)))
                    .contains("SSL certificate verify ok");
            assertThat(said).as("the lab's page").contains(suite);
            if (mode.event().connections() > 1) {
                assertThat(said).contains("SSL re-using session ID");
            }
            if (mode.is(Event.ALPN)) {
                assertThat(said).contains("ALPN: server accepted " + Mode.PROTOCOL);
            }
        }
    }

    private static List<String> command(Ground ground, Mode mode, int port) {
        List<String> command = new ArrayList<>(List.of(
                Ground.tool("curl"),
                "--silent",
                "--show-error",
                "--verbose",
                "--noproxy",
                "*",
                "--cacert",
                ground.pem("ca.pem"),
                "--resolve",
                "localhost:" + port + ":127.0.0.1"));
        if (!mode.tls13()) {
            command.addAll(List.of("--tls-max", "1.2"));
        }
        if (!mode.open()) {
            command.addAll(
                    mode.tls13()
                            ? List.of("--tlsv1.3", "--tls13-ciphers", mode.suite())
                            : List.of("--ciphers", Openssl.suite(mode.suite())));
        }
        if (!mode.group().isEmpty()) {
            String group = Openssl.group(mode.group());
            command.addAll(List.of("--curves", mode.is(Event.HELLO_RETRY) ? "X25519:" + group : group));
        }
        if (mode.is(Event.CLIENT_CERTIFICATE)) {
            command.addAll(List.of("--cert", ground.pem("client.pem"), "--key", ground.pem("client.key")));
        }
        for (int i = 0; i < mode.event().connections(); i++) {
            command.add("https://localhost:" + port + "/");
        }
        return command;
    }

    private static String firstLine() throws Exception {
        return Ground.output("curl", "--version").lines().findFirst().orElseThrow();
    }
}
