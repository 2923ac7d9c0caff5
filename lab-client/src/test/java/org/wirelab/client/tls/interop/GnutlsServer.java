package org.wirelab.client.tls.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.client.tls.TlsOptions;

/// The lab's client with `gnutls-serv`, which sends every line back.
final class GnutlsServer implements Peer {

    @Override
    public String heading() {
        return "the lab's client with gnutls-serv";
    }

    @Override
    public String version() throws Exception {
        return Gnutls.version();
    }

    @Override
    public Optional<Why> cannot(Mode mode) throws Exception {
        return Gnutls.withoutMlkem(mode);
    }

    @Override
    public void meet(Ground ground, Mode mode) throws Exception {
        int port = Ground.freePort();
        Path keyLog = ground.fresh(".keys");
        try (Program gnutls = ground.start(Map.of("SSLKEYLOGFILE", keyLog.toString()), command(ground, mode, port));
                LabSide lab = LabSide.connecting(ground, mode)) {
            gnutls.await("listening on IPv4 0.0.0.0 port " + port + "...done");
            List<String> answers = lab.connect(port);
            assertThat(answers).allMatch(TlsOptions.GREETING::equals);
            gnutls.await("- Description: ", mode.event().connections());
            Judgement judgement = new Judgement(lab, mode);
            // gnutls writes no line for a session of TLS 1.2 that it resumes
            judgement.judge(Openssl.lines(keyLog), mode.tls13() || mode.event().connections() == 1);
            Gnutls.assertSettled(gnutls.said(), mode, judgement.chosen());
            assertSaid(gnutls.said(), mode);
        }
    }

    private static List<String> command(Ground ground, Mode mode, int port) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Ground.tool("stdbuf"), "-oL", Ground.tool("gnutls-serv"), "--echo", "--port", "" + port));
        if (mode.is(Event.SERVER_NAME)) {
            command.addAll(identity(ground, "elsewhere"));
        }
        command.addAll(identity(ground, "server"));
        command.addAll(identity(ground, "server-ec"));
        Gnutls.priority(mode).ifPresent(priority -> command.addAll(List.of("--priority", priority)));
        switch (mode.event()) {
            case CLIENT_CERTIFICATE ->
                command.addAll(
                        List.of("--require-client-cert", "--verify-client-cert", "--x509cafile", ground.pem("ca.pem")));
            case SESSION_ID -> command.add("--noticket");
            case EXTERNAL_KEY -> command.addAll(List.of("--pskpasswd", keyFile(ground)));
            case ALPN -> command.addAll(List.of("--alpn", Mode.PROTOCOL));
            case STAPLED_STATUS ->
                command.addAll(List.of("--ocsp-response", ground.stapledStatus().toString()));
            case NONE, AS_THEY_COME, DECLINED, TICKET, HELLO_RETRY, KEY_UPDATE, SERVER_NAME -> {}
        }
        if (!mode.is(Event.CLIENT_CERTIFICATE)) {
            command.add("--disable-client-cert");
        }
        return command;
    }

    private static List<String> identity(Ground ground, String name) {
        return List.of("--x509certfile", ground.pem(name + ".pem"), "--x509keyfile", ground.pem(name + ".key"));
    }

    private static String keyFile(Ground ground) throws Exception {
        Path file = ground.folder.resolve("keys.psk");
        String identity = new String(Mode.EXTERNAL_KEY.identity().toArray(), US_ASCII);
        Files.writeString(file, identity + ":" + Mode.EXTERNAL_KEY.key() + "\n");
        return file.toString();
    }

    private static void assertSaid(String said, Mode mode) {
        switch (mode.event()) {
            case CLIENT_CERTIFICATE ->
                assertThat(said).contains("CN=Wirelab lab client").contains("The certificate is trusted");
            case SESSION_ID, TICKET -> assertThat(said).contains("This is a resumed session");
            case ALPN -> assertThat(said).contains("Application protocol: " + Mode.PROTOCOL);
            case SERVER_NAME -> assertThat(said).contains("Given server name[1]: localhost");
            case NONE, AS_THEY_COME, DECLINED, EXTERNAL_KEY, HELLO_RETRY, KEY_UPDATE, STAPLED_STATUS -> {}
        }
    }
}
