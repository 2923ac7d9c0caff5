package org.wirelab.tcp.analysis;

/// The segments that one end has sent and the other has not acknowledged, in the order of their sending: a ring of
/// numbers. What was acknowledged stays behind in the ring for a while, so that a later repetition can name its
/// original.
///
/// Nearly always each segment begins where the one before it ended, or later: the ring is then *ascending*, and
/// acknowledging only moves its beginning. After a retransmission it is not, until that is acknowledged.
final class UnackedSegments {
    private static final int SMALLEST = 4;

    /// Of the capacity, one part in four is left to what was acknowledged.
    private static final int SHARE_OF_MEMORY = 4;

    private final Budget budget;

    /// First sequence number in the upper half, the number after the last in the lower.
    private long[] spans = {};

    private long[] frames = {};
    private long[] times = {};

    /// Counts of segments, from the first that was ever added; the ring holds each at its count modulo its
    /// capacity, a power of 2.
    private long oldestKept;

    private long begin;
    private long end;
    private boolean ascending = true;

    /// The acknowledgment that the ring was last cleared by, if no segment below it was added since.
    private boolean clearedKnown;

    private int cleared;

    /// What the last acknowledgment met.
    long ackedFrame;

    long ackedNanos;
    boolean ackedRepeated;

    /// What [#find] found.
    long foundFrame;

    long foundNanos;

    /// Limits to how many segments are remembered, shared by all connections of an analyzer.
    static final class Budget {
        private final int each;
        private int left;

        Budget(AnalyzerLimits limits) {
            each = limits.segments();
            left = limits.allSegments();
        }
    }

    UnackedSegments(Budget budget) {
        this.budget = budget;
    }

    /// How many are unacknowledged.
    int size() {
        return (int) (end - begin);
    }

    /// Adds a segment.
    ///
    /// @return whether there was room without forgetting an unacknowledged one
    boolean add(int first, int next, long frame, long nanos) {
        if (size() >= spans.length - spans.length / SHARE_OF_MEMORY) grow();
        if (spans.length == 0) return false;
        boolean room = size() < Math.min(spans.length, budget.each);
        if (!room) begin++;
        if (end > begin && Circle.isBefore(first, nextOf(end - 1))) ascending = false;
        if (clearedKnown && Circle.isBefore(first, cleared)) clearedKnown = false;
        int at = index(end);
        spans[at] = (long) first << 32 | Integer.toUnsignedLong(next);
        frames[at] = frame;
        times[at] = nanos;
        end++;
        oldestKept = Math.max(oldestKept, end - spans.length);
        return room;
    }

    /// Takes out what this number acknowledges (RFC 9293 §3.4: all before it).
    ///
    /// @return whether a segment ends exactly there: [#ackedFrame] and its neighbours then say which
    boolean acknowledge(int ack) {
        if (begin == end || (clearedKnown && ack == cleared)) return false;
        clearedKnown = true;
        cleared = ack;
        return ascending ? acknowledgeAscending(ack) : acknowledgeAny(ack);
    }

    /// From the first unacknowledged octet to the last, whatever lies between; 0 when there are none.
    int span() {
        if (begin == end) return 0;
        if (ascending) return nextOf(end - 1) - firstOf(begin);
        int low = firstOf(begin);
        int high = nextOf(begin);
        for (long count = begin + 1; count < end; count++) {
            if (Circle.isBefore(firstOf(count), low)) low = firstOf(count);
            if (Circle.isAfter(nextOf(count), high)) high = nextOf(count);
        }
        return high - low;
    }

    /// Looks for the latest segment with this octet, acknowledged or not, as long as it is remembered.
    ///
    /// @return whether there is one: [#foundFrame] and [#foundNanos]
    boolean find(int sequence) {
        for (long count = end - 1; count >= oldestKept; count--) {
            if (!Circle.isAfter(firstOf(count), sequence) && Circle.isAfter(nextOf(count), sequence)) {
                foundFrame = frames[index(count)];
                foundNanos = times[index(count)];
                return true;
            }
        }
        return false;
    }

    /// Gives back the memory but for the latest few segments.
    void shrink() {
        if (spans.length <= SMALLEST) return;
        begin = Math.max(begin, end - SMALLEST);
        oldestKept = Math.max(oldestKept, end - SMALLEST);
        resize(SMALLEST);
    }

    /// Gives back all memory.
    void forget() {
        begin = end;
        oldestKept = end;
        resize(0);
    }

    private boolean acknowledgeAscending(int ack) {
        boolean exact = false;
        while (begin < end && !Circle.isAfter(nextOf(begin), ack)) {
            if (nextOf(begin) == ack) {
                exact = true;
                acked(begin, false);
            }
            begin++;
        }
        if (begin < end) trim(begin, ack);
        return exact;
    }

    /// Keeps the segments that are not acknowledged at the end of the ring, in their order, and those that are
    /// before them.
    private boolean acknowledgeAny(int ack) {
        boolean exact = false;
        long kept = end;
        // the newest first: where several end at this number, the oldest has the last word
        for (long count = end - 1; count >= begin; count--) {
            if (nextOf(count) == ack) {
                acked(count, exact || ackedRepeats(count));
                exact = true;
            } else if (Circle.isAfter(nextOf(count), ack)) {
                trim(count, ack);
                kept--;
                if (kept != count) swap(kept, count);
            }
        }
        begin = kept;
        ascending = isAscending();
        return exact;
    }

    private void acked(long count, boolean repeated) {
        ackedFrame = frames[index(count)];
        ackedNanos = times[index(count)];
        ackedRepeated = repeated;
    }

    /// Whether another segment has an octet of this one.
    private boolean ackedRepeats(long count) {
        int last = nextOf(count) - 1;
        for (long other = begin; other < end; other++) {
            boolean has = !Circle.isAfter(firstOf(other), last) && Circle.isAfter(nextOf(other), last);
            if (other != count && has) return true;
        }
        return false;
    }

    private boolean isAscending() {
        for (long count = begin + 1; count < end; count++) {
            if (Circle.isBefore(firstOf(count), nextOf(count - 1))) return false;
        }
        return true;
    }

    /// A segment of which a part is acknowledged begins after that part.
    private void trim(long count, int ack) {
        if (Circle.isAfter(ack, firstOf(count))) {
            spans[index(count)] = (long) ack << 32 | Integer.toUnsignedLong(nextOf(count));
        }
    }

    private void swap(long one, long other) {
        swap(spans, index(one), index(other));
        swap(frames, index(one), index(other));
        swap(times, index(one), index(other));
    }

    private static void swap(long[] array, int one, int other) {
        long value = array[one];
        array[one] = array[other];
        array[other] = value;
    }

    /// Doubles the ring, within what the budget allows.
    private void grow() {
        int wanted = Math.max(SMALLEST, spans.length * 2);
        if (spans.length < budget.each && wanted - spans.length <= budget.left) resize(wanted);
    }

    /// @param capacity a power of 2, or 0; room for all that are kept
    private void resize(int capacity) {
        budget.left += spans.length - capacity;
        spans = moved(spans, capacity);
        frames = moved(frames, capacity);
        times = moved(times, capacity);
    }

    private long[] moved(long[] old, int capacity) {
        long[] other = new long[capacity];
        for (long count = oldestKept; count < end; count++) {
            other[(int) count & (capacity - 1)] = old[(int) count & (old.length - 1)];
        }
        return other;
    }

    private int index(long count) {
        return (int) count & (spans.length - 1);
    }

    private int firstOf(long count) {
        return (int) (spans[index(count)] >> 32);
    }

    private int nextOf(long count) {
        return (int) spans[index(count)];
    }
}
