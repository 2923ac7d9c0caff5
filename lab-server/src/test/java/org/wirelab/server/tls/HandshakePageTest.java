package org.wirelab.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a visitor is shown of its own handshake, also one that means harm.
class HandshakePageTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

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
    void aBrowserSeesWhatItOfferedWhatWasChosenAndWhy() throws Exception {
        String page = get("/", BROWSER, "en", HandMadeClient.serverName("localhost"));
        assertThat(page)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Type: text/html; charset=utf-8\r\n", "Content-Language: en\r\n")
                .contains("<li class=\"chosen\">TLS_RSA_WITH_AES_128_CBC_SHA256 ✓</li>")
                .contains("<li class=\"aside\">TLS_EMPTY_RENEGOTIATION_INFO_SCSV</li>")
                .contains("this is its number 1 of", "You called the name localhost (SNI), which this certificate has.")
                .contains("<b>master_secret</b>", "<b>ClientKeyExchange</b>", "tls.3b · confirmed");
        assertThat(page).as("the end of the page").endsWith("</html>\n");
    }

    /// What needs the server's own key is nobody's to retype, and where it lies is nobody's business.
    @Test
    void noPathOfTheServersFilesIsShown() throws Exception {
        assertThat(get("/", BROWSER, "en")).contains("<pre>").doesNotContain(home.toString(), "server.key");
    }

    /// A name or a protocol is any bytes that the client likes; what it cannot do is to become markup.
    @Test
    void whatAVisitorCallsTheServerIsShownAndNeverRun() throws Exception {
        String page = get(
                "/",
                BROWSER,
                "en",
                HandMadeClient.serverName("<script>alert(1)</script>\"onload='x'&amp;\u202e"),
                HandMadeClient.protocols("<img/src=x/onerror=alert(2)>", "http/1.1"));
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;onload=&#39;x&#39;&amp;amp;")
                .contains("&lt;img/src=x/onerror=alert(2)&gt;")
                .doesNotContain("<script", "<img", "\u202e");
    }

    @Test
    void theSameIsHarmlessInPlainText() throws Exception {
        String page = get("/", "*/*", "en", HandMadeClient.serverName("\u001b[2J\u001b]0;owned\u0007"));
        assertThat(page).contains("Content-Type: text/plain; charset=utf-8\r\n").doesNotContain("\u001b", "\u0007");
    }

    @Test
    void aVisitorIsSpokenToInItsLanguage() throws Exception {
        assertThat(get("/", BROWSER, "fr-CH, ko;q=0.9, en;q=0.8"))
                .contains("<html lang=\"ko\">", "Content-Language: ko\r\n", "당신이 제안한 것");
        assertThat(get("/", BROWSER, "fr")).contains("<html lang=\"en\">");
    }

    /// The page needs nothing and allows nothing; nobody keeps it.
    @Test
    void theBrowserIsToldToTrustNothingOnThePage() throws Exception {
        String page = get("/", BROWSER, "en");
        assertThat(page)
                .contains("Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline';")
                .contains(
                        "X-Content-Type-Options: nosniff\r\n", "Cache-Control: no-store\r\n", "Connection: close\r\n");
        String html = page.substring(page.indexOf("\r\n\r\n"));
        assertThat(html).doesNotContain("src=", "href=", "url(", "@import", "style=", "<script", "<form");
    }

    @Test
    void otherPathsMethodsAndRequestsAreAnsweredInBrief() throws Exception {
        assertThat(get("/favicon.ico", "*/*", "en"))
                .startsWith("HTTP/1.1 204 No Content\r\n")
                .endsWith("\r\n\r\n");
        assertThat(get("/etc/passwd", "*/*", "en")).startsWith("HTTP/1.1 404 ");
        assertThat(answer("POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: 3\r\n\r\nabc"))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: GET, HEAD\r\n");
        assertThat(answer("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(answer("GET / HTTP/1.1\r\nHost : lab\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(answer("GET / HTTP/1.1\r\nHost: lab\r\nCookie: " + "x".repeat(9000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(answer("GET / HTTP/1.1\r\nHost: lab\r\n" + "A: b\r\n".repeat(3) + moreFields() + "\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    /// As openssl s_client does whose input has ended: a request is answered whatever follows it.
    @Test
    void aRequestThatIsFollowedByCloseNotifyAtOnceIsAnsweredFirst() throws Exception {
        try (HandMadeClient client = HandMadeClient.open(served.address())) {
            byte[] request = "GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII);
            client.send(HandMadeClient.concatenation(
                    client.sealed(HandMadeClient.APPLICATION_DATA, request, UnaryOperator.identity()),
                    client.sealed(21, new byte[] {1, 0}, UnaryOperator.identity())));
            assertThat(client.restInTheClear()).startsWith("type 23, ").endsWith("alert 1 0, end");
        }
    }

    @Test
    void headIsAnsweredWithoutABody() throws Exception {
        String head = answer("HEAD / HTTP/1.1\r\nHost: lab\r\nAccept: text/html\r\n\r\n");
        assertThat(head)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Length: ")
                .endsWith("\r\n\r\n");
    }

    private static String moreFields() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            fields.append("X-").append(i).append(": y\r\n");
        }
        return fields.toString();
    }

    private static String get(String path, String accept, String languages, byte[]... extensions) throws Exception {
        String request = String.join(
                "\r\n",
                List.of(
                        "GET " + path + " HTTP/1.1",
                        "Host: localhost",
                        "Accept: " + accept,
                        "Accept-Language: " + languages,
                        "",
                        ""));
        return answer(request, extensions);
    }

    private static String answer(String request, byte[]... extensions) throws Exception {
        try (HandMadeClient client = HandMadeClient.open(served.address(), extensions)) {
            return client.answerTo(request);
        }
    }
}
