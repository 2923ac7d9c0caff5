package org.wirelab.capture;

import java.io.IOException;

/// A capture that could not begin: one line that says why.
public final class CaptureException extends IOException {
    private static final long serialVersionUID = 1;

    private final CaptureReason reason;

    CaptureException(CaptureReason reason) {
        super(reason.toString());
        this.reason = reason;
    }

    /// The same as a value, for a message in the user's language.
    public CaptureReason reason() {
        return reason;
    }
}
