package org.wirelab.client.session;

/// What Ctrl-C means to the command that runs: to break it off, or, for one that has no other end, that it has done its
/// job.
public final class Interruption {

    private static volatile boolean isTheEnd;

    private Interruption() {}

    /// Says that an interrupt is this command's usual end: its own exit code then stands, and not the signal's.
    public static void isTheEnd() {
        isTheEnd = true;
    }

    /// Whether an interrupt is the usual end of the command that runs.
    public static boolean wasTheEnd() {
        return isTheEnd;
    }
}
