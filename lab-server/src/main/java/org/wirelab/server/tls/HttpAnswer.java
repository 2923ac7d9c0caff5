package org.wirelab.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Function;
import org.wirelab.render.Document;
import org.wirelab.render.HtmlDocument;
import org.wirelab.render.PlainDocument;
import org.wirelab.text.Language;

/// What the service answers to an HTTP request: its one page, or why there is none.
///
/// @param status such as `200 OK`
/// @param type the body's media type
/// @param fields more lines of the head, each ended
record HttpAnswer(String status, String type, String fields, String body) {

    private static final String PLAIN = "text/plain; charset=utf-8";

    /// The page holds a connection's secrets and what a stranger has sent: nobody is to keep it, run anything
    /// of it, fetch anything for it or show it inside a page of theirs.
    private static final String SAFETY = "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
            + "X-Content-Type-Options: nosniff\r\n"
            + "Referrer-Policy: no-referrer\r\n"
            + "Cache-Control: no-store\r\n";

    /// The answer to a complete request.
    ///
    /// @param page the page in a language
    static HttpAnswer to(RequestHead request, Function<Language, Document> page) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (!reads) {
            return new HttpAnswer("405 Method Not Allowed", PLAIN, "Allow: GET, HEAD\r\n", "Only GET and HEAD.\n");
        }
        return switch (request.path()) {
            case "/" -> page(request, page.apply(request.language()));
            case "/favicon.ico" -> new HttpAnswer("204 No Content", "", "", "");
            case "/robots.txt" -> new HttpAnswer("200 OK", PLAIN, "", "User-agent: *\nDisallow: /\n");
            default -> new HttpAnswer("404 Not Found", PLAIN, "", "There is one page here: /\n");
        };
    }

    /// The answer to what is no request, or too long a one.
    static HttpAnswer badRequest() {
        return new HttpAnswer("400 Bad Request", PLAIN, "", "That is no request of HTTP/1.1.\n");
    }

    private static HttpAnswer page(RequestHead request, Document document) {
        String language = "Content-Language: " + document.language() + "\r\nVary: Accept, Accept-Language\r\n";
        return request.wantsHtml()
                ? new HttpAnswer("200 OK", "text/html; charset=utf-8", language, HtmlDocument.of(document))
                : new HttpAnswer("200 OK", PLAIN, language, PlainDocument.of(document));
    }

    /// The answer as it is sent.
    ///
    /// @param head whether the request was HEAD: then without the body, of which the length is told
    byte[] bytes(boolean head) {
        byte[] content = body.getBytes(UTF_8);
        // RFC 9110 §8.6: 204 has no Content-Length
        String entity =
                type.isEmpty() ? "" : "Content-Type: " + type + "\r\nContent-Length: " + content.length + "\r\n";
        byte[] fieldLines = ("HTTP/1.1 " + status + "\r\n" + entity + fields + SAFETY + "Connection: close\r\n\r\n")
                .getBytes(US_ASCII);
        byte[] answer = new byte[fieldLines.length + (head ? 0 : content.length)];
        System.arraycopy(fieldLines, 0, answer, 0, fieldLines.length);
        System.arraycopy(content, 0, answer, fieldLines.length, answer.length - fieldLines.length);
        return answer;
    }
}
