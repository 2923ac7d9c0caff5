package org.wirelab.client.congestion;

import java.time.Duration;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// How long nothing has been heard of a flow's receiver: a sender doubles its timeout for minutes before it gives up,
/// nobody waits that long.
final class Stillness {

    private final LabFlow flow;
    private final Duration patience;
    private final boolean ours;
    private long heard;
    private long since = System.nanoTime();

    /// @param ours whether the receiver is the lab's own, behind a link that may lose everything
    Stillness(LabFlow flow, Duration patience, boolean ours) {
        this.flow = flow;
        this.patience = patience;
        this.ours = ours;
    }

    /// @throws LabException when it has lasted too long
    void check() throws LabException {
        long now = flow.meter().heard();
        if (now != heard) {
            heard = now;
            since = System.nanoTime();
        } else if (System.nanoTime() - since > patience.toNanos()) {
            String who = flow.conversation().responder();
            throw new LabException(
                    ExitCode.UNREACHABLE,
                    heard == 0 && !ours
                            ? who + " does not answer: is 'lab server arq' running there? (--timeout waits longer)"
                            : who + " has not answered for " + patience.toSeconds() + " s: --timeout waits longer");
        }
    }
}
