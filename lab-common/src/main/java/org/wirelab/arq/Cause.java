package org.wirelab.arq;

/// Why a data frame is sent.
public enum Cause {
    /// For the first time.
    FIRST,
    /// Its own timer has run out.
    TIMEOUT,
    /// Go-back-N: a frame before it has to be sent again, and everything behind that one with it.
    GO_BACK,
    /// Selective repeat: frames behind it were acknowledged, so it is taken for lost before its timer says so.
    SELECTIVE,
    /// The receiver has no room: is that still so? (RFC 9293 §3.8.6.1)
    PROBE,
    /// The receiver has room again, and had none for the probe that carried this frame before.
    WINDOW_OPEN
}
