package org.wirelab.client.tls.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wirelab.tls.HandshakeMessage;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.trace.Side;

/// Chromium, which asks one lab server after the other for its page: one browser for all modes, since it starts slowly.
final class Chromium implements Peer, AutoCloseable {

    /// What BoringSSL still offers of TLS 1.2.
    private static final Set<String> SUITES = Set.of(
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

    private final Map<Mode, LabSide> servers = new LinkedHashMap<>();
    private final Map<Mode, String> pages = new LinkedHashMap<>();
    private final Beforehand visit = new Beforehand();
    private List<String> keyLog = List.of();

    @Override
    public String heading() {
        return "Chromium with the lab's server";
    }

    @Override
    public String version() throws Exception {
        return "Chromium " + Ground.output("chromium", "--version").replaceFirst("(?s).*Chromium (\\d+).*", "$1");
    }

    @Override
    public Optional<Why> cannot(Mode mode) {
        return switch (mode.event()) {
            case TICKET -> mode.tls13() ? Optional.empty() : Optional.of(Why.NO_TICKET);
            case STAPLED_STATUS -> Optional.of(Why.NO_STAPLING);
            case EXTERNAL_KEY -> Optional.of(Why.NO_EXTERNAL_KEY);
            case KEY_UPDATE -> Optional.of(Why.NO_KEY_UPDATE);
            case CLIENT_CERTIFICATE -> Optional.of(Why.NO_CLIENT_CERTIFICATE);
            case DECLINED -> Optional.of(Why.NOT_DECLINED);
            case NONE, AS_THEY_COME, SESSION_ID, HELLO_RETRY, ALPN, SERVER_NAME -> notOffered(mode);
        };
    }

    private static Optional<Why> notOffered(Mode mode) {
        if (mode.tls13() || mode.open() || SUITES.contains(mode.suite())) {
            return mode.macAfterEncryption() ? Optional.of(Why.NO_ENCRYPT_THEN_MAC) : Optional.empty();
        }
        return Optional.of(Why.NOT_OFFERED);
    }

    @Override
    public void prepare(Ground ground) {
        visit.begin(() -> visitAll(ground));
    }

    @Override
    public void meet(Ground ground, Mode mode) throws Exception {
        visit.awaitDone();
        Judgement judgement = new Judgement(servers.get(mode), mode);
        judgement.judge(keyLog, true);
        assertThat(pages.get(mode))
                .as("the lab's page")
                .contains(judgement.chosen().chosen());
    }

    /// What its ClientHello offers in TLS 1.2 besides: nothing that the table says it does not.
    void assertOffersNothingElse() {
        HandshakeMessage hello = servers.values().stream()
                .flatMap(lab -> lab.run.told(Side.SERVER, HandshakeMessage.class).stream())
                .filter(message -> message.is("ClientHello"))
                .findFirst()
                .orElseThrow();
        for (Mode mode : Mode.ALL) {
            switch (cannot(mode).orElse(Why.NO_STAPLING)) {
                case NOT_OFFERED -> assertThat(hello.list("cipher_suites")).doesNotContain(mode.suite());
                case NO_ENCRYPT_THEN_MAC -> assertThat(hello.list("extensions")).doesNotContain("encrypt_then_mac");
                case NO_MLKEM,
                        NO_EXTERNAL_KEY,
                        NO_KEY_UPDATE,
                        NO_CLIENT_CERTIFICATE,
                        NOT_DECLINED,
                        NO_TICKET,
                        NO_STAPLING -> {}
            }
        }
    }

    private void visitAll(Ground ground) throws Exception {
        String chromium = Ground.tool("chromium");
        for (Mode mode : Mode.ALL) {
            if (cannot(mode).isEmpty()) {
                servers.put(mode, LabSide.serving(ground, mode));
            }
        }
        Path page = ground.fresh(".html");
        Files.writeString(page, script());
        Path keys = ground.fresh(".keys");
        Path dom = ground.fresh(".dom");
        List<String> command = List.of(
                "sh",
                "-c",
                "exec \"$0\" \"$@\" >" + dom,
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-proxy-server",
                // the page, a file, may read the answers of servers
                "--disable-web-security",
                "--user-data-dir=" + Files.createTempDirectory(ground.folder, "chromium"),
                "--ssl-key-log-file=" + keys,
                "--ignore-certificate-errors-spki-list=" + keyHashes(ground),
                "--dump-dom",
                page.toUri().toString());
        Program.run(ground.folder, Map.of(), command);
        keyLog = Openssl.lines(keys);
        String[] answers = Files.readString(dom).split("\n=====\n");
        assertThat(answers).hasSizeGreaterThan(servers.size());
        int i = 0;
        for (Mode mode : servers.keySet()) {
            pages.put(mode, answers[++i]);
        }
    }

    /// Asks each server for its page as often as its mode wants it, one after the other, and shows all answers.
    private String script() {
        List<String> visits = new ArrayList<>();
        servers.forEach((mode, lab) -> visits.add(
                "['https://localhost:" + lab.port() + "/', " + mode.event().connections() + "]"));
        return """
                <!DOCTYPE html><meta charset="utf-8"><pre id="answers"></pre><script>
                const answers = document.getElementById('answers');
                for (const [url, times] of [%s]) {
                  let text;
                  for (let i = 0; i < times; i++) {
                    try {
                      const request = new XMLHttpRequest();
                      request.open('GET', url, false);
                      request.send();
                      text = request.responseText;
                    } catch (e) {
                      text = String(e);
                    }
                  }
                  answers.textContent += '\\n=====\\n' + text;
                }
                answers.textContent += '\\n=====\\n';
                </script>
                """.formatted(String.join(", ", visits));
    }

    private static String keyHashes(Ground ground) throws GeneralSecurityException {
        List<String> hashes = new ArrayList<>();
        for (TlsIdentity identity : ground.pki.servers()) {
            byte[] key = identity.certificate().getPublicKey().getEncoded();
            hashes.add(Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key)));
        }
        return String.join(",", hashes);
    }

    @Override
    public void close() {
        servers.values().forEach(LabSide::close);
    }
}
