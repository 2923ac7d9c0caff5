package org.wirelab.client.congestion;

import java.util.OptionalLong;
import java.util.function.Consumer;
import org.wirelab.congestion.CongestionObservation.Finished;
import org.wirelab.link.Direction;
import org.wirelab.link.LinkObservation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Side;

/// Whether senders took something for a loss that was none: the link has counted what it dropped of the data, they what
/// they sent again.
final class Needless implements Consumer<Entry> {

    private long again;
    private boolean unfinished;
    private long lost;
    private boolean known;

    /// Other transfers are to begin.
    synchronized void begin() {
        again = 0;
        unfinished = false;
        lost = 0;
        known = false;
    }

    @Override
    public synchronized void accept(Entry entry) {
        if (entry.observation() instanceof Finished finished && entry.vantage().side() == Side.CLIENT) {
            again += finished.retransmissions();
            unfinished |= !finished.complete();
        }
        if (entry.observation() instanceof LinkObservation.Ended ended && ended.direction() == Direction.TO_SERVER) {
            lost += ended.dropped() + ended.missed();
            known = true;
        }
    }

    /// How many segments were sent again although everything arrived; empty where something was lost, nothing sent
    /// again, or no link of the lab's own has counted.
    synchronized OptionalLong segments() {
        return known && !unfinished && lost == 0 && again > 0 ? OptionalLong.of(again) : OptionalLong.empty();
    }
}
