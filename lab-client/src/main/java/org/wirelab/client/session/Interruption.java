package org.wirelab.client.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What Ctrl-C means to the command that runs: to break it off, or, for one that has no other end, that it has done its
/// job.
///
/// A run is told of it before anything ends by it, so that it can tell what the interruption did from what the
/// protocol did.
public final class Interruption {

    private static final Set<Affected> AFFECTED = ConcurrentHashMap.newKeySet();

    private static volatile boolean isTheEnd;
    private static volatile boolean came;

    /// What an interruption breaks off.
    interface Affected {
        /// It has come: from now on things end early. On a thread of its own.
        void interrupted();

        /// Nobody has ended this in the time that there is for it: whatever is known is to be kept now.
        void endNow();
    }

    private Interruption() {}

    /// Says that an interrupt is this command's usual end: its own exit code then stands, and not the signal's.
    public static void isTheEnd() {
        isTheEnd = true;
    }

    /// Ctrl-C was pressed, and nobody has heard of it yet: says so to what runs, unless it is the usual end.
    public static void comes() {
        if (!isTheEnd) {
            came = true;
            AFFECTED.forEach(Affected::interrupted);
        }
    }

    /// The time to clean up is over: what has not ended by itself ends now.
    public static void endsAll() {
        AFFECTED.forEach(Affected::endNow);
    }

    /// Whether Ctrl-C has broken the command off.
    public static boolean came() {
        return came;
    }

    /// Has a run told, until it is over.
    static void tell(Affected run) {
        AFFECTED.add(run);
        if (came) {
            run.interrupted();
        }
    }

    /// It is over.
    static void isOver(Affected run) {
        AFFECTED.remove(run);
    }

    /// Whether an interrupt is the usual end of the command that runs.
    public static boolean wasTheEnd() {
        return isTheEnd;
    }
}
