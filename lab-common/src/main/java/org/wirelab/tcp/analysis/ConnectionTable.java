package org.wirelab.tcp.analysis;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The connections that are known now, found by their two ends. A hash table with linear probing that allocates nothing
/// to look one up.
final class ConnectionTable {
    private static final int SMALLEST = 64;

    /// Among so many the one to be forgotten is chosen: enough to come close to the one that was quiet longest.
    private static final int CANDIDATES = 8;

    private final int limit;
    private @Nullable AnalysedConnection[] slots = new @Nullable AnalysedConnection[SMALLEST];
    private int[] hashes = new int[SMALLEST];
    private int size;
    private int hand;

    /// @param limit how many there may be at one time
    ConnectionTable(int limit) {
        this.limit = limit;
    }

    @Nullable
    AnalysedConnection find(ConnectionKey key) {
        int mask = slots.length - 1;
        int at = key.hash & mask;
        for (AnalysedConnection each = slots[at]; each != null; each = slots[at]) {
            if (hashes[at] == key.hash && each.isBetween(key)) return each;
            at = (at + 1) & mask;
        }
        return null;
    }

    boolean isFull() {
        return size >= limit;
    }

    /// Adds a connection between two ends that have none here; there must be room.
    void add(ConnectionKey key, AnalysedConnection connection) {
        if (size * 2 >= slots.length) grow();
        put(key.hash, connection);
        size++;
    }

    /// Puts another connection in the place of the one between the same two ends.
    void replace(ConnectionKey key, AnalysedConnection old, AnalysedConnection connection) {
        int at = key.hash & (slots.length - 1);
        while (slots[at] != old) at = (at + 1) & (slots.length - 1);
        slots[at] = connection;
    }

    /// Takes out the one that can be missed most easily: one that is over, or else one that was quiet for long.
    AnalysedConnection removeOne() {
        int chosen = -1;
        for (int seen = 0; seen < CANDIDATES && seen < size; hand = (hand + 1) & (slots.length - 1)) {
            AnalysedConnection candidate = slots[hand];
            if (candidate == null) continue;
            seen++;
            if (chosen < 0 || candidate.isEasierToMissThan(at(chosen))) chosen = hand;
        }
        AnalysedConnection removed = at(chosen);
        remove(chosen);
        return removed;
    }

    void forEach(Consumer<AnalysedConnection> consumer) {
        for (AnalysedConnection each : slots) {
            if (each != null) consumer.accept(each);
        }
    }

    void clear() {
        slots = new @Nullable AnalysedConnection[SMALLEST];
        hashes = new int[SMALLEST];
        size = 0;
        hand = 0;
    }

    private AnalysedConnection at(int slot) {
        AnalysedConnection connection = slots[slot];
        if (connection == null) throw new IllegalStateException("an empty table has none to remove");
        return connection;
    }

    /// Closes the gap: a connection that was pushed over this slot moves back to where it is looked for.
    private void remove(int gap) {
        int mask = slots.length - 1;
        int free = gap;
        for (int at = (gap + 1) & mask; slots[at] != null; at = (at + 1) & mask) {
            int home = hashes[at] & mask;
            if (((at - home) & mask) >= ((at - free) & mask)) {
                slots[free] = slots[at];
                hashes[free] = hashes[at];
                free = at;
            }
        }
        slots[free] = null;
        size--;
    }

    private void grow() {
        @Nullable AnalysedConnection[] oldSlots = slots;
        int[] oldHashes = hashes;
        slots = new @Nullable AnalysedConnection[oldSlots.length * 2];
        hashes = new int[slots.length];
        for (int at = 0; at < oldSlots.length; at++) {
            AnalysedConnection each = oldSlots[at];
            if (each != null) put(oldHashes[at], each);
        }
    }

    private void put(int hash, AnalysedConnection connection) {
        int at = hash & (slots.length - 1);
        while (slots[at] != null) at = (at + 1) & (slots.length - 1);
        slots[at] = connection;
        hashes[at] = hash;
    }
}
