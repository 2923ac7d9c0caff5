package org.wirelab.client.tls.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `openssl s_client` with the lab's server, which sends every line back.
final class OpensslClient implements Peer {

    private static final String WORDS = "Guten Tag";

    @Override
    public String heading() {
        return "openssl s_client with the lab's server";
    }

    @Override
    public String version() throws Exception {
        return Openssl.version();
    }

    @Override
    public Optional<Why> cannot(Mode mode) throws Exception {
        return switch (mode.event()) {
            case TICKET -> mode.tls13() ? Optional.empty() : Optional.of(Why.NO_TICKET);
            case STAPLED_STATUS -> Optional.of(Why.NO_STAPLING);
            default -> Openssl.withoutMlkem(mode, version());
        };
    }

    @Override
    public void meet(Ground ground, Mode mode) throws Exception {
        Path trace = ground.fresh(".trace");
        Path keyLog = ground.fresh(".keys");
        Path session = ground.fresh(".session");
        String said = "";
        try (LabSide lab = LabSide.serving(ground, mode)) {
            for (int i = 1; i <= mode.event().connections(); i++) {
                List<String> command = command(ground, mode, lab.port(), trace, keyLog);
                if (mode.event().connections() > 1) {
                    command.addAll(List.of(i == 1 ? "-sess_out" : "-sess_in", session.toString()));
                }
                said = talk(ground, mode, command);
            }
            Judgement judgement = new Judgement(lab, mode);
            judgement.judge(Openssl.lines(keyLog), true);
            Openssl.assertSettled(trace, mode, judgement.chosen());
            assertSaid(said, mode, judgement.chosen().chosen());
        }
    }

    private static String talk(Ground ground, Mode mode, List<String> command) throws Exception {
        try (Program openssl = ground.start(Openssl.environment(ground, mode), command)) {
            openssl.say(WORDS);
            openssl.await(WORDS);
            if (mode.is(Event.KEY_UPDATE)) {
                openssl.say("K");
                openssl.await("KEYUPDATE");
                openssl.say(WORDS);
                openssl.await(WORDS, 2);
            }
            openssl.endInput();
            return openssl.awaitGoodEnd();
        }
    }

    private static List<String> command(Ground ground, Mode mode, int port, Path trace, Path keyLog) {
        List<String> command = new ArrayList<>(List.of(
                Ground.tool("openssl"),
                "s_client",
                "-connect",
                "127.0.0.1:" + port,
                "-servername",
                "localhost",
                "-verify_hostname",
                "localhost",
                "-verify_return_error",
                "-CAfile",
                ground.pem("ca.pem"),
                "-trace",
                "-msgfile",
                trace.toString(),
                "-keylogfile",
                keyLog.toString()));
        String group = Openssl.group(mode.group());
        Openssl.restrict(command, mode, mode.is(Event.HELLO_RETRY) ? "X25519:" + group : group);
        switch (mode.event()) {
            case CLIENT_CERTIFICATE ->
                command.addAll(List.of("-cert", ground.pem("client.pem"), "-key", ground.pem("client.key")));
            case EXTERNAL_KEY ->
                command.addAll(List.of("-psk", Mode.EXTERNAL_KEY.key().toString()));
            case ALPN -> command.addAll(List.of("-alpn", Mode.PROTOCOL));
            case NONE,
                    AS_THEY_COME,
                    DECLINED,
                    SESSION_ID,
                    TICKET,
                    HELLO_RETRY,
                    KEY_UPDATE,
                    SERVER_NAME,
                    STAPLED_STATUS -> {}
        }
        return command;
    }

    private static void assertSaid(String said, Mode mode, String suite) {
        String beginning = mode.event().connections() > 1 || mode.is(Event.EXTERNAL_KEY) ? "Reused" : "New";
        // between the two stands the version that the suite comes from, SSLv3 for old ones
        assertThat(said)
                .containsPattern(
                        beginning + ", [^,]*, Cipher is " + (mode.tls13() ? suite : Openssl.suite(suite)) + "\n")
                .contains("Verify return code: 0 (ok)");
        if (!mode.tls13()) {
            assertThat(said).contains("Protocol  : TLSv1.2");
        }
        if (mode.keyExchange().startsWith("DHE")) {
            assertThat(said).contains("Server Temp Key: DH, 2048 bits");
        }
        if (mode.is(Event.ALPN)) {
            assertThat(said).contains("ALPN protocol: " + Mode.PROTOCOL);
        }
    }
}
