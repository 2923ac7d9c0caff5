package org.wirelab.client.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Entry;

/// All that has been recorded of a play so far, and the place to wait for what is still to come.
///
/// A script never sleeps: it goes on when what it waits for has been *observed*, so that it is also in the trace.
public final class Witness implements Consumer<Entry> {

    private final Duration patience;
    private final List<Entry> seen = new ArrayList<>();

    /// @param patience how long to wait for anything
    public Witness(Duration patience) {
        this.patience = patience;
    }

    @Override
    public synchronized void accept(Entry entry) {
        seen.add(entry);
        notifyAll();
    }

    /// The number of the latest entry; 0 when there is none.
    public synchronized long latest() {
        return seen.isEmpty() ? 0 : seen.getLast().number();
    }

    /// Waits until something like this has been recorded, before or after this call.
    ///
    /// @param what it is, for a person who reads that it did not come
    public void await(String what, Predicate<Entry> like) throws LabException, InterruptedException {
        await(what, 1, like);
    }

    /// Waits until so many entries like this have been recorded.
    public synchronized void await(String what, int times, Predicate<Entry> like)
            throws LabException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        int next = 0;
        int found = 0;
        while (true) {
            for (; next < seen.size(); next++) {
                if (like.test(seen.get(next)) && ++found == times) {
                    return;
                }
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new LabException(
                        ExitCode.UNREACHABLE,
                        "the scenario waited " + patience.toSeconds() + " s in vain for this: " + what);
            }
            wait(left);
        }
    }
}
