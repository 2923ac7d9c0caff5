package org.wirelab.bench.jmh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.wirelab.wire.CaptureBlock;
import org.wirelab.wire.CaptureReader;

/// Nanoseconds for one packet of the capture that `scripts/bench read --quick` makes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CaptureReaderBenchmark.PACKETS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CaptureReaderBenchmark {

    static final int PACKETS = 200_000;

    private byte[] capture = {};

    @Setup
    public void load() throws IOException {
        capture = Files.readAllBytes(
                Path.of(System.getProperty("wirelab.checkout", "."), "target/bench/read-" + PACKETS + ".pcap"));
    }

    /// Blocks, their bytes untouched.
    @Benchmark
    public long blocks() throws IOException {
        CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(capture));
        long bytes = 0;
        for (CaptureBlock block = reader.next(); block != null; block = reader.next()) {
            if (block instanceof CaptureBlock.Frame frame) {
                bytes += frame.frame().bytes().length();
            }
        }
        return bytes;
    }
}
