package org.wirelab.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.server.tls.RequestHead.State.BAD;
import static org.wirelab.server.tls.RequestHead.State.COMPLETE;
import static org.wirelab.server.tls.RequestHead.State.INCOMPLETE;

import org.junit.jupiter.api.Test;
import org.wirelab.text.Language;

/// Which lines are a request, and what it wishes.
class RequestHeadTest {

    @Test
    void aRequestIsCompleteWithItsBlankLine() {
        RequestHead head = RequestHead.begin("GET /page?x=1 HTTP/1.1\r\n").orElseThrow();
        assertThat(head.add("Host: lab\r\n")).isEqualTo(INCOMPLETE);
        assertThat(head.add("\r\n")).isEqualTo(COMPLETE);
        assertThat(head.path()).isEqualTo("/page");
        assertThat(head.method()).isEqualTo("GET");
    }

    @Test
    void otherFirstLinesAreNoRequest() {
        assertThat(RequestHead.begin("hello\n")).isEmpty();
        assertThat(RequestHead.begin("GET /\r\n")).isEmpty();
        assertThat(RequestHead.begin("GET / HTTP/2.0\r\n")).isEmpty();
        assertThat(RequestHead.begin("GET /  HTTP/1.1\r\n")).isEmpty();
    }

    /// RFC 9112 §5.1, §5.2: no space before the colon, no folded lines.
    @Test
    void fieldsThatOtherServersReadOtherwiseAreRefused() {
        assertThat(begun().add("Host : lab\r\n")).isEqualTo(BAD);
        assertThat(begun().add(" folded\r\n")).isEqualTo(BAD);
        assertThat(begun().add("no colon\r\n")).isEqualTo(BAD);
        assertThat(begun().add("X: a\rHost: b\r\n")).isEqualTo(BAD);
        assertThat(begun().add("\r\n")).as("HTTP/1.1 without Host").isEqualTo(BAD);
    }

    @Test
    void htmlIsForWhoeverAsksForIt() {
        assertThat(wishing("Accept: text/html,application/xhtml+xml;q=0.9").wantsHtml())
                .isTrue();
        assertThat(wishing("Accept: */*").wantsHtml()).isFalse();
        assertThat(wishing("Accept: text/html;q=0, text/plain").wantsHtml()).isFalse();
        assertThat(begun().wantsHtml()).isFalse();
    }

    @Test
    void theLanguageIsTheOneThatWeighsMostAmongOurs() {
        assertThat(wishing("Accept-Language: ko").language()).isEqualTo(Language.KO);
        assertThat(wishing("Accept-Language: en;q=0.5, ko-KR;q=0.8").language()).isEqualTo(Language.KO);
        assertThat(wishing("Accept-Language: fr, de;q=0.9").language()).isEqualTo(Language.EN);
        assertThat(wishing("Accept-Language: ko;q=0, en").language()).isEqualTo(Language.EN);
        assertThat(wishing("Accept-Language: ;;,,q=").language()).isEqualTo(Language.EN);
    }

    private static RequestHead begun() {
        return RequestHead.begin("GET / HTTP/1.1\r\n").orElseThrow();
    }

    private static RequestHead wishing(String field) {
        RequestHead head = begun();
        assertThat(head.add(field + "\r\n")).isEqualTo(INCOMPLETE);
        return head;
    }
}
