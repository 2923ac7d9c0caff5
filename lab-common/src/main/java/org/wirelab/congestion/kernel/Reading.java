package org.wirelab.congestion.kernel;

import org.jspecify.annotations.Nullable;
import org.wirelab.congestion.Phase;
import org.wirelab.tcp.TcpInfo;

/// One sample of TCP_INFO at the sender, with windows in octets.
record Reading(long nanos, TcpInfo info) {

    private static final String RECOVERY = "recovery";
    private static final String REDUCING = "cwr";
    private static final String LOSS = "loss";
    private static final String DISORDER = "disorder";
    private static final int NEARLY = 20;

    long window() {
        return info.cwnd() * info.sendMss();
    }

    /// Null while there is none: the kernel's largest number stands for that.
    @Nullable
    Long threshold() {
        Long ssthresh = info.ssthresh();
        return ssthresh == null ? null : ssthresh * info.sendMss();
    }

    /// The kernel counts segments: the last one of a transfer may be shorter.
    long flight() {
        return info.unacked() * info.sendMss();
    }

    int segmentOctets() {
        return (int) info.sendMss();
    }

    /// What lies behind the last octet sent, counted from the first of the stream; -1 on a kernel that does not
    /// tell what was acknowledged.
    long sent() {
        Long acked = info.bytesAcked();
        return acked == null ? -1 : acked + flight();
    }

    boolean recovering() {
        return info.caState().equals(RECOVERY);
    }

    /// Duplicate acknowledgments or selective ones have come: a loss, or only another order.
    boolean disordered() {
        return info.caState().equals(DISORDER);
    }

    boolean lost() {
        return info.caState().equals(LOSS);
    }

    /// Whether the window was full, but for what an acknowledgment has just made room for.
    boolean filled() {
        return info.unacked() >= info.cwnd() - Math.max(1, info.cwnd() / NEARLY) && info.unacked() > 0;
    }

    /// RFC 5681 §3.1: slow start while cwnd is below ssthresh.
    Phase phase() {
        if (recovering() || info.caState().equals(REDUCING)) {
            return Phase.FAST_RECOVERY;
        }
        if (lost()) {
            return Phase.LOSS_RECOVERY;
        }
        Long ssthresh = info.ssthresh();
        return ssthresh == null || info.cwnd() < ssthresh ? Phase.SLOW_START : Phase.CONGESTION_AVOIDANCE;
    }
}
