package org.wirelab.server.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.testing.Tools;
import org.wirelab.tls.HandshakeMessage;
import org.wirelab.tls.SuiteChosen;

/// Chromium, which trusts exactly this server's key, and what it then shows of its own handshake.
class BrowserTest {

    @TempDir
    static Path home;

    private static ServedTls served;

    @BeforeAll
    static void serve() throws Exception {
        served = new ServedTls(home, Unhurried.LIMITS);
    }

    @AfterAll
    static void end() {
        served.close();
    }

    @Test
    void chromiumShowsItsOwnOfferAndWhatBecameOfIt() throws Exception {
        String page = dump(Tools.require("chromium"));
        HandshakeMessage hello = served.told(HandshakeMessage.class).stream()
                .filter(message -> message.is("ClientHello"))
                .toList()
                .getLast();
        SuiteChosen chosen = served.told(SuiteChosen.class).getLast();
        assertThat(page).contains("and this page came to you by " + chosen.title());
        assertThat(hello.list("cipher_suites")).contains("GREASE");
        assertThat(items(page, "Cipher suites"))
                .containsExactlyElementsOf(hello.list("cipher_suites").stream()
                        .map(suite -> suite.equals(chosen.chosen()) ? suite + " ✓" : suite)
                        .toList());
        assertThat(items(page, "Versions")).contains("GREASE", chosen.version() + " ✓");
        assertThat(items(page, "Protocols (ALPN)")).containsExactly("h2", "http/1.1 ✓");
        assertThat(page).contains("✓</span>").doesNotContain("✗</span>");
    }

    /// The texts of a list's items as they stand in the DOM.
    private static List<String> items(String page, String name) {
        Matcher list = Pattern.compile(
                        Pattern.quote("<div class=\"name\">" + name + "</div>")
                                + "\\s*<ol class=\"choices\">(.*?)</ol>",
                        Pattern.DOTALL)
                .matcher(page);
        assertThat(list.find()).as(name).isTrue();
        return Pattern.compile("<li[^>]*>([^<]*)</li>")
                .matcher(list.group(1))
                .results()
                .map(item -> item.group(1))
                .toList();
    }

    private static String dump(Path chromium) throws Exception {
        Path profile = Files.createTempDirectory(home, "browser");
        var output = profile.resolve("dom.html").toFile();
        Process browser = new ProcessBuilder(
                        chromium.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--lang=en",
                        "--user-data-dir=" + profile,
                        "--ignore-certificate-errors-spki-list=" + fingerprint(),
                        "--dump-dom",
                        "https://localhost:" + served.address().getPort() + "/")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output)
                .start();
        try {
            assertThat(browser.waitFor(120, TimeUnit.SECONDS))
                    .as("the browser came to an end")
                    .isTrue();
            return Files.readString(output.toPath(), UTF_8);
        } finally {
            List<ProcessHandle> helpers = browser.descendants().toList();
            helpers.forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly().waitFor();
            // whoever still writes to the profile would be in the way when it is deleted
            helpers.forEach(helper -> helper.onExit().join());
        }
    }

    /// SHA-256 of the certificate's SubjectPublicKeyInfo, as Chromium takes it.
    private static String fingerprint() throws Exception {
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(Files.newInputStream(home.resolve("pki/server.pem")));
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(certificate.getPublicKey().getEncoded()));
    }
}
