package org.wirelab.net;

import org.wirelab.tcp.BulkRequest;

/// Counts what arrives of a bulk transfer, and the time from its first byte to its last. The event loop counts, any
/// thread may look.
public final class BulkCounter {

    private volatile long bytes;
    private long first;
    private long last;

    /// Something has arrived now.
    // Only the event loop writes it.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    public void add(int count) {
        last = System.nanoTime();
        if (bytes == 0) {
            first = last;
        }
        bytes += count;
    }

    /// How much has arrived so far.
    public long bytes() {
        return bytes;
    }

    /// What has arrived; once nothing more will.
    public BulkRequest.Report report() {
        return new BulkRequest.Report(bytes, (last - first) / 1000);
    }
}
