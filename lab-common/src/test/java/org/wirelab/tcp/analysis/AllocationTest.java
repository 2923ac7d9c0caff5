package org.wirelab.tcp.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.PacketScan;

/// Looking at a packet costs no memory: only a new connection does.
class AllocationTest {
    @Test
    void nothingIsAllocatedForAPacketOfAKnownConnection() {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<CapturedFrame> frames = SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .client("A", 201, 501, 50, 1000)
                .client("A", 151, 501, 50, 1000)
                .server("A", 501, 151, 0, 1000, SegmentScript.sack(151, 251))
                .server("A", 501, 151, 0, 1000, SegmentScript.sack(151, 251))
                .client("A", 101, 501, 50, 1000)
                .server("A", 501, 251, 0, 1000)
                .client("A", 250, 501, 0, 1000)
                .server("A", 501, 251, 0, 1000)
                .frames();
        TcpAnalyzer analyzer = new TcpAnalyzer();
        PacketScan scan = new PacketScan();
        analyse(analyzer, scan, frames, 100);
        int packets = 100_000 * frames.size();

        long before = thread.getCurrentThreadAllocatedBytes();
        long flags = analyse(analyzer, scan, frames, 100_000);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        assertThat(flags).isPositive();
        // what the JVM itself may do on this thread, far below one byte a packet
        assertThat(allocated).isLessThan(packets / 10);
    }

    private static long analyse(TcpAnalyzer analyzer, PacketScan scan, List<CapturedFrame> frames, int times) {
        long flags = 0;
        long number = 0;
        for (int i = 0; i < times; i++) {
            for (int at = 0; at < frames.size(); at++) {
                CapturedFrame frame = frames.get(at);
                scan.scan(frame);
                flags += analyzer.analyse(scan, ++number, frame.epochNanos()).bits();
            }
        }
        return flags;
    }
}
