package org.wirelab.link;

import java.io.IOException;
import org.wirelab.posix.PosixException;

/// A network that could not be set up: one line that says what the system refused, and the user's next step.
public final class LinkException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean notPermitted;

    private LinkException(String message, Throwable cause, boolean notPermitted) {
        super(message, cause);
        this.notPermitted = notPermitted;
    }

    /// Whether another user, or this one under `unshare -Urn`, would be allowed to.
    public boolean notPermitted() {
        return notPermitted;
    }

    static LinkException of(Throwable cause) {
        return switch (cause) {
            case LinkException already -> already;
            case PosixException refused
            when refused.notPermitted() ->
                new LinkException(
                        "this process may not make a network of its own (" + refused.getMessage()
                                + "): start it by scripts/lab, under unshare --user --map-root-user --net, or as root",
                        refused,
                        true);
            case InterruptedException _ ->
                new LinkException("the network cannot be set up (interrupted)", cause, false);
            default -> new LinkException("the network cannot be set up (" + cause.getMessage() + ")", cause, false);
        };
    }

    static LinkException unavailable() {
        return new LinkException(
                "a network of hosts needs Linux on a 64-bit machine (x86-64, ARM): run the lab there",
                new IOException(),
                false);
    }
}
