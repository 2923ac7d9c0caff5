package org.wirelab.arq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wirelab.flow.Judge;
import org.wirelab.flow.Verdict;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;

class ReceiverRoomFlowsTest {

    private static final Conversation CONVERSATION = Conversation.between("192.0.2.1:40001", "192.0.2.2:7003");
    private static final Vantage RECEIVER = new Vantage(Source.ARQ, Side.SERVER);

    @Test
    void aReceiverThatKeepsUpIsConfirmedWhereNothingWasSentAgain() {
        assertThat(fast(0)).isEqualTo(new Verdict.Confirmed());
    }

    @Test
    void framesThatWereSentAgainByTheirTimerAreSaid() {
        assertThat(fast(26))
                .isInstanceOfSatisfying(
                        Verdict.Differs.class,
                        differs -> assertThat(differs.reason().key()).isEqualTo("flow.1.again"));
    }

    private static Verdict fast(int again) {
        RoomAccount account = new RoomAccount(1, 50 + again, again, 70_000, 0, 0, 0, 0, true, 70_000);
        Entry entry = new Entry(1, 1, TimeSource.PROCESS, RECEIVER, CONVERSATION, account);
        return new Judge(ReceiverRoomFlows.FAST, CONVERSATION)
                .on(entry)
                .getFirst()
                .verdict();
    }
}
