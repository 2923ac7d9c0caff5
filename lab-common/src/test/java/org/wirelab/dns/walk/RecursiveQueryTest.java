package org.wirelab.dns.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Question;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// A resolver asked by scripts of replies.
class RecursiveQueryTest {

    private static final Name NAME = Name.fromConstantString("large.example.");

    private final RecursiveQuery query = new RecursiveQuery(
            new Question(NAME, Type.TXT),
            List.of(InetAddress.ofLiteral("192.0.2.53")),
            1232,
            Duration.ofSeconds(1),
            new Random(3),
            Recorder.NONE,
            0);

    @Test
    void whatDoesNotFitADatagramIsAskedForOverTcp() {
        assertThat(asked()).isEqualTo(DnsTransport.UDP);
        query.on(truncated(), 1);
        assertThat(asked()).isEqualTo(DnsTransport.TCP);
    }

    @Test
    void aStreamThatIsCutTooIsAFailureAndSaysWhy() {
        asked();
        query.on(truncated(), 1);
        asked();
        query.on(truncated(), 2);
        assertThat(query.next(3)).isInstanceOfSatisfying(Move.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(FailureReason.SERVFAIL);
            assertThat(failed.detail()).containsExactly("192.0.2.53: TC set over TCP");
        });
    }

    private DnsTransport asked() {
        return ((Move.Ask) query.next(1)).transport();
    }

    private static Reply truncated() {
        Message message = new Message();
        message.getHeader().setFlag(Flags.QR);
        message.getHeader().setFlag(Flags.TC);
        message.addRecord(Record.newRecord(NAME, Type.TXT, 1), 0);
        return new Reply.Received(message, 60, 0, 1_000_000);
    }
}
