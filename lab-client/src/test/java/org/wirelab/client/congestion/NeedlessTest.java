package org.wirelab.client.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wirelab.congestion.CongestionObservation.Finished;
import org.wirelab.link.Direction;
import org.wirelab.link.LinkObservation;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// What may be called needless, as scripts.
class NeedlessTest {

    private static final Conversation TRANSFER = Conversation.between("192.0.2.1:40000", "192.0.2.2:7003");

    private final WrittenTrace written = new WrittenTrace();
    private final Needless needless = new Needless();

    private void sentAgain(long segments) {
        Finished finished = new Finished(1000, true, 10, segments, 1);
        needless.accept(written.seen(new Vantage(Source.ARQ, Side.CLIENT), TRANSFER, finished));
    }

    private void linkEnded(Direction direction, long dropped, long missed) {
        LinkObservation.Ended ended = new LinkObservation.Ended(direction, 20, 2000, 20, dropped, 0, missed, null);
        needless.accept(written.seen(new Vantage(Source.LINK, Side.LINK), Conversation.RUN, ended));
    }

    @Test
    void whatWasSentAgainOverALinkThatLostNoneOfTheDataWasNeedless() {
        sentAgain(3);
        linkEnded(Direction.TO_SERVER, 0, 0);
        linkEnded(Direction.TO_CLIENT, 2, 0);

        assertThat(needless.segments()).hasValue(3);
    }

    @Test
    void nothingIsCalledNeedlessWhereSomethingWasLostOrNobodyCouldTell() {
        sentAgain(3);
        assertThat(needless.segments()).as("no link has counted").isEmpty();
        linkEnded(Direction.TO_SERVER, 0, 1);
        assertThat(needless.segments()).as("the kernel lost one").isEmpty();

        needless.begin();
        sentAgain(3);
        linkEnded(Direction.TO_SERVER, 1, 0);
        assertThat(needless.segments()).as("the link lost one").isEmpty();
    }

    @Test
    void nothingSentAgainIsNothingNeedless() {
        sentAgain(0);
        linkEnded(Direction.TO_SERVER, 0, 0);

        assertThat(needless.segments()).isEmpty();
    }
}
