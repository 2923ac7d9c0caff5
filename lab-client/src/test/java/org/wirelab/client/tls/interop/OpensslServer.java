package org.wirelab.client.tls.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.client.tls.TlsOptions;

/// The lab's client with `openssl s_server`, which sends every line back in reverse.
final class OpensslServer implements Peer {

    @Override
    public String heading() {
        return "the lab's client with openssl s_server";
    }

    @Override
    public String version() throws Exception {
        return Openssl.version();
    }

    @Override
    public Optional<Why> cannot(Mode mode) throws Exception {
        return Openssl.withoutMlkem(mode, version());
    }

    @Override
    public void meet(Ground ground, Mode mode) throws Exception {
        int port = Ground.freePort();
        Path trace = ground.fresh(".trace");
        Path keyLog = ground.fresh(".keys");
        try (Program openssl =
                        ground.start(Openssl.environment(ground, mode), command(ground, mode, port, trace, keyLog));
                LabSide lab = LabSide.connecting(ground, mode)) {
            openssl.await("ACCEPT");
            List<String> answers = lab.connect(port);
            String reversed = new StringBuilder(TlsOptions.GREETING.strip()).reverse() + "\n";
            assertThat(answers).allMatch(reversed::equals);
            openssl.await("CONNECTION CLOSED", mode.event().connections());
            Judgement judgement = new Judgement(lab, mode);
            // the second certificate has a context of its own, and openssl gives that one no key log
            judgement.judge(Openssl.lines(keyLog), !mode.is(Event.SERVER_NAME));
            Openssl.assertSettled(trace, mode, judgement.chosen());
            assertSaid(openssl.said(), mode);
        }
    }

    private static List<String> command(Ground ground, Mode mode, int port, Path trace, Path keyLog) throws Exception {
        String key = mode.ecdsa() ? "server-ec" : "server";
        List<String> command = new ArrayList<>(List.of(
                Ground.tool("openssl"),
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-rev",
                "-trace",
                "-msgfile",
                trace.toString(),
                "-keylogfile",
                keyLog.toString()));
        boolean twoNames = mode.is(Event.SERVER_NAME);
        command.addAll(List.of("-cert", ground.pem((twoNames ? "elsewhere" : key) + ".pem")));
        command.addAll(List.of("-key", ground.pem((twoNames ? "elsewhere" : key) + ".key")));
        Openssl.restrict(command, mode, mode.keyExchange().startsWith("DHE") ? "" : Openssl.group(mode.group()));
        if (mode.keyExchange().startsWith("DHE")) {
            command.addAll(List.of("-dhparam", ground.finiteField().toString()));
        }
        switch (mode.event()) {
            case CLIENT_CERTIFICATE ->
                command.addAll(List.of("-Verify", "2", "-verify_return_error", "-CAfile", ground.pem("ca.pem")));
            case SESSION_ID -> command.add("-no_ticket");
            case EXTERNAL_KEY ->
                command.addAll(List.of("-psk", Mode.EXTERNAL_KEY.key().toString()));
            case ALPN -> command.addAll(List.of("-alpn", Mode.PROTOCOL));
            case SERVER_NAME ->
                command.addAll(List.of(
                        "-servername",
                        "localhost",
                        "-cert2",
                        ground.pem("server.pem"),
                        "-key2",
                        ground.pem("server.key")));
            case STAPLED_STATUS ->
                command.addAll(List.of("-status_file", ground.stapledStatus().toString()));
            case NONE, AS_THEY_COME, DECLINED, TICKET, HELLO_RETRY, KEY_UPDATE -> {}
        }
        return command;
    }

    private static void assertSaid(String said, Mode mode) {
        assertThat(said).contains("Protocol version: TLSv" + mode.version().number());
        if (mode.is(Event.CLIENT_CERTIFICATE)) {
            assertThat(said)
                    .contains("Peer certificate: CN = Wirelab lab client")
                    .contains("Verification: OK");
        }
    }
}
