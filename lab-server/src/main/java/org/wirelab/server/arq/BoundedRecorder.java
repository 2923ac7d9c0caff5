package org.wirelab.server.arq;

import org.wirelab.trace.Observation;
import org.wirelab.trace.Recorder;

/// A recorder that hands on so many observations and counts the others: whoever sends tiny frames for minutes fills
/// neither the memory nor the disk.
///
/// For one thread at a time.
final class BoundedRecorder implements Recorder {

    private final Recorder whole;
    private final long most;
    private long recorded;

    /// @param most how many observations are handed on
    BoundedRecorder(Recorder whole, long most) {
        this.whole = whole;
        this.most = most;
    }

    @Override
    public void record(Observation observation) {
        recorded++;
        if (recorded <= most) {
            whole.record(observation);
        }
    }

    /// How many observations were not handed on.
    long leftOut() {
        return Math.max(0, recorded - most);
    }
}
