package org.wirelab.client.tcp;

import java.util.Locale;
import java.util.Optional;
import org.wirelab.tcp.Quantity;
import org.wirelab.tcp.TcpInfo;

/// What is said of a transfer while it runs: the rate since the line before, and how congestion control stands.
final class BulkProgress implements BulkExperiment.Progress {

    private final Say say;
    private final long began = System.nanoTime();
    private long before = began;
    private long bytesBefore;

    /// Says one line to people, from the text with this key.
    interface Say {
        void line(String key, Object... arguments);
    }

    BulkProgress(Say say) {
        this.say = say;
    }

    @Override
    public void now(long bytes, Optional<TcpInfo> info) {
        long now = System.nanoTime();
        // what has been acknowledged has arrived; what the kernel has taken may still wait in its buffer
        long gone = info.map(TcpInfo::bytesAcked).orElse(bytes);
        String seconds = String.format(Locale.ROOT, "%4.1f", (now - began) / 1e9);
        String moved = Quantity.bytes(gone) + "  " + Quantity.rate((gone - bytesBefore) * 8e9 / (now - before));
        if (info.isPresent()) {
            String rtt = String.format(Locale.ROOT, "%.3f", info.get().rttMicros() / 1e3);
            say.line(
                    "tcp.bulk.sending",
                    seconds,
                    moved,
                    Long.toString(info.get().cwnd()),
                    rtt,
                    Long.toString(info.get().totalRetrans()));
        } else {
            say.line("tcp.bulk.moving", seconds, moved);
        }
        before = now;
        bytesBefore = gone;
    }
}
