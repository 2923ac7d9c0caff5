package org.wirelab.wire;

import java.io.IOException;

/// A stream that does not begin as a capture file does.
public final class CaptureFormatException extends IOException {
    private static final long serialVersionUID = 1;

    CaptureFormatException(String message) {
        super(message);
    }
}
