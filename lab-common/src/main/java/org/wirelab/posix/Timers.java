package org.wirelab.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// How exactly the kernel wakes the calling thread (PR_SET_TIMERSLACK of prctl(2)).
public final class Timers {
    private static final int PR_SET_TIMERSLACK = 29;

    private Timers() {}

    /// Has the kernel wake this thread at the very time it asks for, and not up to 50 µs later so that several wake
    /// together.
    public static void precise() throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            // in nanoseconds; 0 would mean the usual slack
            Libc.check((int) Libc.PrCtl.CALL.invokeExact(state, PR_SET_TIMERSLACK, 1L), "prctl", state);
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }
}
