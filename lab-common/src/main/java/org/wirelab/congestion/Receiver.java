package org.wirelab.congestion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wirelab.arq.Action;
import org.wirelab.arq.Frame;
import org.wirelab.arq.Input;
import org.wirelab.arq.Machine;
import org.wirelab.arq.Transfer;
import org.wirelab.wire.SequenceNumber;

/// The receiver of numbered octets ([org.wirelab.arq.Protocol#CUMULATIVE]): it acknowledges everything up to the first
/// gap, keeps what lies behind it, and tells its sender of the gap at once (RFC 5681 §4.2).
///
/// | segment | what it does |
/// |---|---|
/// | in its turn, no gap | gives it on; acknowledges every first or second segment, or after a time |
/// | in its turn, fills a gap or a part of it | gives on what is in its turn now; acknowledges at once |
/// | behind a gap | keeps it; acknowledges at once: a duplicate acknowledgment |
/// | known already, or outside the window | throws it away; acknowledges at once |
public final class Receiver implements Machine {

    private static final long DELAY = 0;

    private final Transfer transfer;
    private final ReceivingSettings settings;
    private final Reassembly reassembly = new Reassembly();
    private List<Action> actions = new ArrayList<>();
    private long next;
    private long untaken;
    private long edge;
    private long unacknowledged;
    private boolean delaying;
    private int acknowledgments;

    public Receiver(Transfer transfer, ReceivingSettings settings) {
        this.transfer = transfer;
        this.settings = settings;
        this.edge = settings.room();
    }

    @Override
    public List<Action> on(Input input, long nanos) {
        switch (input) {
            case Input.Arrived(Frame.Data data) -> arrived(data);
            case Input.Taken(int octets) -> taken(octets);
            case Input.Expired(long timer) -> expired(timer);
            case Input.Begun _, Input.Arrived _ -> {}
        }
        List<Action> done = actions;
        actions = new ArrayList<>();
        return done;
    }

    private void arrived(Frame.Data data) {
        // RFC 9293 §3.4: before or behind the next octet, by the shorter way round the circle
        long offset = next + data.number().minus(number(next));
        long end = offset + data.payload().length;
        boolean whole = offset >= 0 && end <= transfer.octets() && data.last() == (end == transfer.octets());
        if (!whole) {
            // no part of this transfer
            return;
        }
        // what lies outside the window is cut off (RFC 9293 §3.10.7.4)
        long from = Math.max(offset, next);
        long upTo = Math.min(end, next + room());
        if (from >= upTo) {
            // RFC 5681 §4.2, RFC 9293 §3.10.7.4: known already, or no room: the sender hears of it at once
            acknowledge();
            return;
        }
        byte[] octets = Arrays.copyOfRange(data.payload(), (int) (from - offset), (int) (upTo - offset));
        if (from > next) {
            // RFC 5681 §4.2: out of order: an immediate duplicate acknowledgment
            reassembly.keep(from, octets);
            acknowledge();
            return;
        }
        boolean gap = reassembly.waiting();
        deliver(octets);
        for (byte[] more = reassembly.take(next); more.length > 0; more = reassembly.take(next)) {
            deliver(more);
        }
        // RFC 5681 §4.2: what fills a gap, all or part of it, is acknowledged at once
        if (gap || next == transfer.octets()) {
            acknowledge();
        } else {
            delay(octets.length);
        }
    }

    private void deliver(byte[] octets) {
        next += octets.length;
        if (settings.byTaken()) {
            untaken += octets.length;
        }
        actions.add(new Action.Deliver(octets));
        if (next == transfer.octets()) {
            actions.add(new Action.Complete());
        }
    }

    /// RFC 5681 §4.2: an acknowledgment at least for every second full segment, and within 500 ms.
    private void delay(int octets) {
        unacknowledged += octets;
        if (unacknowledged >= (long) settings.acknowledgeEvery() * transfer.frameOctets()
                || settings.acknowledgeEvery() == 1) {
            acknowledge();
        } else if (!delaying) {
            delaying = true;
            actions.add(new Action.StartTimer(DELAY, settings.acknowledgeWithin()));
        }
    }

    private void expired(long timer) {
        if (timer == DELAY && delaying) {
            delaying = false;
            acknowledge();
        }
    }

    /// The application has taken octets. RFC 9293 §3.8.6.2.2: the sender hears of the room when it is worth a
    /// segment or half the buffer.
    private void taken(int octets) {
        untaken = Math.max(0, untaken - octets);
        long more = next + room() - edge;
        if (more >= Math.min(transfer.frameOctets(), Math.max(1, settings.room() / 2)) && next < transfer.octets()) {
            acknowledge();
        }
    }

    /// RFC 9293 §3.8.6.2.2: the right edge never moves left, and moves right only by what is worth it.
    private long room() {
        long free = next + Math.max(0, settings.room() - untaken);
        long worth = Math.min(transfer.frameOctets(), Math.max(1, settings.room() / 2));
        return (free - edge >= worth ? free : Math.max(edge, next)) - next;
    }

    private void acknowledge() {
        if (delaying) {
            delaying = false;
            actions.add(new Action.StopTimer(DELAY));
        }
        unacknowledged = 0;
        long room = room();
        edge = next + room;
        actions.add(new Action.Transmit(new Frame.Ack(
                transfer.id(),
                ++acknowledgments,
                number(next),
                room,
                number(next).minus(1))));
    }

    private SequenceNumber number(long octet) {
        return transfer.first().plus(octet);
    }
}
