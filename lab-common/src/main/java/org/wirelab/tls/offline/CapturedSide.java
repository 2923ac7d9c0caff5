package org.wirelab.tls.offline;

import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.tls.record.RecordProtection;
import org.wirelab.trace.StreamRange;

/// One direction of a captured session: its records, those that wait for the other side, and the keys that it uses.
final class CapturedSide {

    /// So much waits for the other side at most.
    private static final int MOST_WAITING = 1 << 20;

    /// A record that waits.
    ///
    /// @param bytes with the header
    record Waiting(byte[] bytes, StreamRange stream) {}

    final boolean client;
    final RecordStream records = new RecordStream(this::take);
    final MessageStream messages = new MessageStream();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int waitingOctets;
    private boolean overfull;

    /// Whether what it sends from here on is protected, be the keys known or not.
    boolean sealed;

    Optional<RecordProtection> protection = Optional.empty();

    /// The secret that its keys come from, by the RFC's name.
    String protectedBy = "";

    long sequence;

    /// The record that is being dealt with: its number under its keys, -1 for one in the clear.
    long recordNumber = -1;

    boolean finished;
    boolean saidGoodbye;
    boolean applicationDataKept;

    /// Why nothing behind a certain octet can be read; null while all is well.
    @Nullable
    Opening stopped;

    CapturedSide(boolean client) {
        this.client = client;
    }

    String role() {
        return client ? "client" : "server";
    }

    private void take(byte[] record, StreamRange stream) {
        waitingOctets += record.length;
        if (waitingOctets > MOST_WAITING) {
            overfull = true;
            waiting.clear();
            waitingOctets = 0;
            return;
        }
        waiting.add(new Waiting(record, stream));
    }

    @Nullable
    Waiting next() {
        return waiting.peek();
    }

    void taken() {
        waitingOctets -= waiting.remove().bytes.length;
    }

    /// How many octets wait.
    int waitingOctets() {
        return waitingOctets;
    }

    /// True when more waited for the other side than is held.
    boolean isOverfull() {
        return overfull;
    }

    /// Goes on to other keys.
    void rekey(String secret, Optional<RecordProtection> other) {
        sealed = true;
        protectedBy = secret;
        protection = other;
        sequence = 0;
        applicationDataKept = false;
    }

    /// Forgets what waits: nobody will read it.
    void forget() {
        waiting.clear();
        waitingOctets = 0;
    }
}
