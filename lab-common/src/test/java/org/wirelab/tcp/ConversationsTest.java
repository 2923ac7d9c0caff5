package org.wirelab.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;

class ConversationsTest {

    private static final String A = "192.0.2.1:40000";
    private static final String B = "192.0.2.2:7001";
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private final TcpTracker tracker = new TcpTracker();

    private Conversation of(String src, String dst, String flags) {
        return tracker.conversation(Script.segment(src, dst, flags, 1, 1, 0, 1));
    }

    @Test
    void theSynSaysWhoBegan() {
        assertThat(of(A, B, "SYN")).isEqualTo(Conversation.between(A, B));
        assertThat(of(B, A, "SYN|ACK")).isEqualTo(Conversation.between(A, B));
    }

    @Test
    void aSynAckAloneSaysItToo() {
        assertThat(of(B, A, "SYN|ACK")).isEqualTo(Conversation.between(A, B));
    }

    @Test
    void withoutEitherTheFirstSenderIsAssumedUntilASynSaysOtherwise() {
        assertThat(of(B, A, "ACK")).isEqualTo(Conversation.between(B, A));
        assertThat(of(A, B, "SYN")).isEqualTo(Conversation.between(A, B));
    }

    @Test
    void synsThatCrossAreOneConversation() {
        assertThat(of(A, B, "SYN")).isEqualTo(Conversation.between(A, B));
        assertThat(of(B, A, "SYN")).isEqualTo(Conversation.between(A, B));
    }

    @Test
    void anExpectedConversationHasItsNameBeforeItsFirstSegment() {
        tracker.expect(Conversation.between(A, B));
        assertThat(of(B, A, "ACK")).isEqualTo(Conversation.between(A, B));
        tracker.forget(Conversation.between(A, B));
        assertThat(of(B, A, "ACK")).isEqualTo(Conversation.between(B, A));
    }

    @ParameterizedTest
    @CsvSource({
        "::1, [::1]:80",
        "2001:db8:0:0:1:0:0:1, [2001:db8::1:0:0:1]:80",
        "2001:db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]:80",
        "::, [::]:80",
        "fe80::1, [fe80::1]:80",
        "1:0:0:0:0:0:0:0, [1::]:80",
        "192.0.2.1, 192.0.2.1:80"
    })
    void endpointsAreWrittenAsRfc5952Wants(String address, String text) throws Exception {
        assertThat(Endpoints.text(InetAddress.getByName(address), 80)).isEqualTo(text);
    }

    @Test
    void greetingsAndReportsSurviveTheirLines() {
        Greeting greeting = new Greeting(1000, DIGEST, ClosingStyle.SIMPLE);
        assertThat(Greeting.parse(greeting.line())).contains(greeting);
        assertThat(greeting.line().length()).isLessThan(Greeting.LONGEST);
        Greeting.Report report = new Greeting.Report(7, DIGEST);
        assertThat(Greeting.Report.parse(report.line())).contains(report);
    }

    @ParameterizedTest
    @CsvSource({"GET / HTTP/1.1", "WIRELAB/1 bytes=1", "WIRELAB/1 bytes=-1 sha256=00 close=half", "''"})
    void otherLinesAreNoGreeting(String line) {
        assertThat(Greeting.parse(line)).isEmpty();
        assertThat(Greeting.Report.parse(line)).isEmpty();
    }
}
