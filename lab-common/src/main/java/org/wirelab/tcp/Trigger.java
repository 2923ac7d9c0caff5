package org.wirelab.tcp;

import java.util.Locale;

/// What may change the state of one end of a connection (RFC 9293 §3.10): a call of its program, a segment that
/// arrives, a timer.
public enum Trigger {
    /// OPEN, to wait for whoever calls.
    PASSIVE_OPEN(Origin.PROGRAM, "passive OPEN"),
    /// OPEN, to call somebody.
    ACTIVE_OPEN(Origin.PROGRAM, "active OPEN"),
    /// SEND while nobody has called. The sockets of today have no such thing: a listening socket cannot connect.
    SEND(Origin.PROGRAM, "SEND"),
    /// CLOSE: nothing more is to be sent. On the wire it is the FIN, which may be sent later.
    CLOSE(Origin.PROGRAM, "CLOSE"),
    /// ABORT: the connection ends at once.
    ABORT(Origin.PROGRAM, "ABORT"),
    /// The host lost the connection: it was switched off, or its state was taken away. What arrives later is
    /// answered as by a closed end.
    CRASH(Origin.PROGRAM, "crash"),

    SYN(Origin.SEGMENT, "SYN arrives"),
    SYN_ACK(Origin.SEGMENT, "SYN ACK arrives"),
    ACK_OF_SYN(Origin.SEGMENT, "ACK of its SYN arrives"),
    FIN(Origin.SEGMENT, "FIN arrives"),
    ACK_OF_FIN(Origin.SEGMENT, "ACK of its FIN arrives"),
    /// Both in one segment.
    FIN_AND_ACK_OF_FIN(Origin.SEGMENT, "FIN and ACK of its FIN arrive"),
    RST(Origin.SEGMENT, "RST arrives"),
    /// RFC 9293 §3.3.2 note 1: who was called goes back to waiting.
    RST_AFTER_PASSIVE_OPEN(Origin.SEGMENT, "RST arrives, after passive OPEN"),

    /// The program's own patience, never on the wire.
    USER_TIMEOUT(Origin.TIMER, "user timeout"),
    /// Twice the maximum segment lifetime, never on the wire.
    TIME_WAIT_TIMEOUT(Origin.TIMER, "2 MSL timeout");

    private enum Origin {
        PROGRAM,
        SEGMENT,
        TIMER
    }

    private final Origin origin;
    private final String words;

    Trigger(Origin origin, String words) {
        this.origin = origin;
        this.words = words;
    }

    /// True for a segment that arrives.
    public boolean arrives() {
        return origin == Origin.SEGMENT;
    }

    /// True for a timer, which the wire never shows.
    public boolean runsOut() {
        return origin == Origin.TIMER;
    }

    /// As a person reads it: `FIN arrives`.
    public String words() {
        return words;
    }

    /// The name in the JSON lines, such as `ack_of_fin`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
