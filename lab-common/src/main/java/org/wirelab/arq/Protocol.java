package org.wirelab.arq;

/// Who sends what again, and what a receiver keeps.
public enum Protocol {
    /// One frame at a time (RFC 3366 §1.1: the simplest ARQ).
    STOP_AND_WAIT,
    /// A window of frames; a loss sends everything from the lost frame on again, for the receiver keeps none out of
    /// order.
    GO_BACK_N,
    /// A window of frames; only what is lost is sent again, for the receiver keeps what comes out of order.
    SELECTIVE_REPEAT,
    /// Octets numbered and acknowledged cumulatively as TCP does (RFC 9293 §3.4), for the congestion-controlled
    /// senders.
    CUMULATIVE
}
