package org.wirelab.net.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wirelab.dns.Question;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;

class PaddingTest {

    @Test
    void queriesOfEveryLengthLookTheSame() throws Exception {
        for (int length = 1; length < 63; length++) {
            Message query = Message.newQuery(
                    Question.parse("a".repeat(length) + ".example", "A").toRecord());
            query.addRecord(new org.xbill.DNS.OPTRecord(1232, 0, 0), org.xbill.DNS.Section.ADDITIONAL);
            byte[] wire = Padding.padded(query);
            assertThat(wire.length % Padding.BLOCK)
                    .as("a name of %d letters", length)
                    .isZero();
            assertThat(new Message(wire).getOPT().getOptions(EDNSOption.Code.PADDING))
                    .hasSize(1);
            assertThat(new Message(wire).getOPT().getPayloadSize()).isEqualTo(1232);
        }
    }

    @Test
    void withoutEdnsNothingIsPadded() {
        Message query = Message.newQuery(Question.parse("a.example", "A").toRecord());
        assertThat(Padding.padded(query)).isEqualTo(query.toWire());
    }
}
