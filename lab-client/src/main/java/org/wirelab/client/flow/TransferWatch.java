package org.wirelab.client.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.wirelab.arq.ArqArrow.AckReceived;
import org.wirelab.arq.ArqArrow.Sent;
import org.wirelab.arq.ArqObservation.Finished;
import org.wirelab.arq.ArqObservation.RoundTrip;
import org.wirelab.arq.ArqObservation.TimedOut;
import org.wirelab.arq.OnTheLink;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;

/// What the trace tells of one transfer while it runs: how far it is, what the link lost of it, and when that was
/// mended.
final class TransferWatch implements Consumer<Entry> {

    private static final int PATIENCE_SECONDS = 10;

    private final Conversation conversation;

    /// Frames that were lost and not sent again yet, with the time of their latest sending.
    private final Map<Long, Long> sentAt = new HashMap<>();

    private final Map<Long, Long> lostAt = new HashMap<>();
    private long lost;
    private long mended;
    private long mendedNanos;
    private long slowest;
    private long timeouts;
    private long lostInAll;
    private long heldBack;
    private volatile long acknowledged;
    private final CountDownLatch finished = new CountDownLatch(1);

    TransferWatch(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public synchronized void accept(Entry entry) {
        if (!entry.conversation().equals(conversation)) {
            return;
        }
        switch (entry.observation()) {
            case Sent sent -> sent(sent.frame(), entry.nanos());
            case AckReceived ack
            when ack.next() != null -> {
                acknowledged = ack.next() - 1;
                sentAt.keySet().removeIf(frame -> frame < ack.next());
            }
            case OnTheLink fate -> onTheLink(fate);
            case RoundTrip trip -> slowest = Math.max(slowest, trip.sampleNanos());
            case TimedOut _ -> timeouts++;
            case Finished _ -> finished.countDown();
            default -> {} // everything else is told elsewhere
        }
    }

    private void onTheLink(OnTheLink fate) {
        heldBack += fate.fate().equals("late") ? 1 : 0;
        if (!fate.fate().equals("lost")) {
            return;
        }
        lostInAll++;
        if (fate.name().equals("data")) {
            lost++;
            Long frame = fate.frame();
            Long sent = frame == null ? null : sentAt.get(frame);
            if (frame != null && sent != null) {
                lostAt.put(frame, sent);
            }
        }
    }

    private void sent(long frame, long nanos) {
        Long before = lostAt.remove(frame);
        if (before != null) {
            mended++;
            mendedNanos += nanos - before;
        }
        sentAt.put(frame, nanos);
    }

    /// Waits until all of it has been told: who records does not wait for who reads.
    void awaitEnd() throws InterruptedException {
        boolean _ = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// What it met beside the losses of its data.
    ///
    /// @param documentedNanos the longest round trip that the link and the window need
    synchronized Disturbances disturbances(long documentedNanos) {
        return new Disturbances(documentedNanos, slowest, timeouts, lostInAll, heldBack);
    }

    /// How many frames are acknowledged, all before them included.
    long acknowledged() {
        return acknowledged;
    }

    /// How many data frames the link did not deliver.
    synchronized long lost() {
        return lost;
    }

    /// How long it took on average until a lost frame was sent again, in nanoseconds; 0 where none was.
    synchronized long repeatedNanos() {
        return mended == 0 ? 0 : mendedNanos / mended;
    }
}
