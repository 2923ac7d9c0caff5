package org.wirelab.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.wire.CaptureBlock;
import org.wirelab.wire.CaptureReader;
import org.wirelab.wire.CapturedFrame;

/// A capture by a program that has the right to it where the JVM has not.
///
/// It is live when the header of the program's output has been read: what the program says before that is too early. It
/// ends with this process, even when that is killed.
public final class ProgramCapture implements PacketCapture {
    private static final int BUFFER = 1 << 16;

    private final CaptureProgram program;
    private final String interfaceName;
    private final String filter;
    private volatile @Nullable Running running;

    /// @param filter in the language of pcap-filter(7); empty for all frames
    public ProgramCapture(CaptureProgram program, String interfaceName, String filter) {
        this.program = program;
        this.interfaceName = interfaceName;
        this.filter = filter;
    }

    /// Starts the program as a capture would, and ends it: what the system refuses to this user it refuses now.
    ///
    /// @return why a capture is not possible, or empty if it is
    static Optional<CaptureReason> objection(CaptureProgram program, String interfaceName, String filter) {
        ProgramCapture trial = new ProgramCapture(program, interfaceName, filter);
        try {
            trial.start(_ -> {});
            return Optional.empty();
        } catch (CaptureException e) {
            return Optional.of(blamed(e.reason(), program, interfaceName, filter));
        } finally {
            Running started = trial.running;
            if (started != null) started.release();
        }
    }

    /// A filter is to blame for what does not happen without it, in whatever words.
    private static CaptureReason blamed(
            CaptureReason reason, CaptureProgram program, String interfaceName, String filter) {
        boolean unclear = reason.why() == CaptureReason.Why.FAILED && !filter.isBlank();
        return unclear && objection(program, interfaceName, "").isEmpty()
                ? new CaptureReason(CaptureReason.Why.BAD_FILTER, reason.detail())
                : reason;
    }

    @Override
    public String interfaceName() {
        return interfaceName;
    }

    @Override
    public synchronized void start(Consumer<CapturedFrame> frames) throws CaptureException {
        if (running != null) throw new IllegalStateException("started before");
        try {
            Settling settling = Settling.on(interfaceName, program.quiet());
            ProgramProcess process = ProgramProcess.start(program, interfaceName, settling.widen(filter));
            Running begun = new Running(process, settling, frames);
            running = begun;
            begun.awaitHeader();
        } catch (CaptureException e) {
            throw e;
        } catch (IOException e) {
            throw new CaptureException(
                    new CaptureReason(CaptureReason.Why.FAILED, program.name() + ": " + e.getMessage()));
        }
    }

    @Override
    public boolean isLive() {
        Running capture = running;
        return capture != null && capture.isLive();
    }

    @Override
    public void settle() {
        Running capture = running;
        if (capture != null && capture.process.isAlive()) capture.settling.await();
    }

    @Override
    public Optional<CaptureCounters> counters() {
        Running capture = running;
        return capture == null ? Optional.empty() : capture.process.ask();
    }

    /// Ctrl-C interrupts whoever waits: what was captured is handed over all the same, and the interrupt stands.
    @Override
    public synchronized CaptureEnd stop() {
        boolean interrupted = Thread.interrupted();
        try {
            Running capture = running;
            return capture == null ? new CaptureEnd(0, 0, null) : capture.stop();
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /// The started program and the thread that reads what it writes.
    private final class Running {
        private final ProgramProcess process;
        private final Settling settling;
        private final Consumer<CapturedFrame> frames;
        private @Nullable Thread output;
        private volatile boolean stopping;
        private volatile @Nullable String failure;
        private volatile @Nullable CaptureCounters written;
        private @Nullable CaptureEnd end;

        Running(ProgramProcess process, Settling settling, Consumer<CapturedFrame> frames) {
            this.process = process;
            this.settling = settling;
            this.frames = frames;
        }

        void awaitHeader() throws CaptureException {
            CaptureReader reader;
            try {
                reader = CaptureReader.open(new BufferedInputStream(process.output(), BUFFER));
            } catch (IOException e) {
                throw refused();
            }
            // tcpdump writes the header first and gives up its rights then, which it may not be able to
            if (!process.awaitReady()) throw refused();
            output = Thread.ofPlatform()
                    .name("capture " + interfaceName)
                    .daemon()
                    .start(() -> read(reader));
        }

        /// The program has ended, and its words say why.
        private CaptureException refused() {
            release();
            return new CaptureException(program.objection(process.words(), interfaceName));
        }

        boolean isLive() {
            return !stopping && failure == null && process.isAlive();
        }

        CaptureEnd stop() {
            CaptureEnd known = end;
            if (known != null) return known;
            if (process.isAlive()) settling.await();
            release();
            Optional<CaptureCounters> counted =
                    program.counters(process.words()).or(() -> Optional.ofNullable(written));
            String why = failure != null
                    ? failure
                    : counted.isPresent() ? null : program.name() + " ended without a word on what it dropped";
            return end = new CaptureEnd(
                    counted.map(CaptureCounters::received).orElse(0L),
                    counted.map(CaptureCounters::dropped).orElse(0L),
                    why);
        }

        /// Ends the program by the end of its standard input and waits until everything it wrote has been read.
        void release() {
            stopping = true;
            process.end(output);
            settling.close();
        }

        private void read(CaptureReader reader) {
            try {
                for (CaptureBlock block = reader.next(); block != null; block = reader.next()) {
                    take(block);
                }
                if (!stopping) failure = program.name() + " ended by itself";
            } catch (IOException | RuntimeException e) {
                if (!stopping) failure = String.valueOf(e);
            }
        }

        private void take(CaptureBlock block) {
            if (block instanceof CaptureBlock.Frame captured) {
                CapturedFrame frame = captured.frame();
                if (settling.takes(frame)) return;
                frames.accept(new CapturedFrame(
                        frame.epochNanos(), interfaceName, frame.linkType(), frame.originalLength(), frame.bytes()));
            }
            if (block instanceof CaptureBlock.Damage damage) failure = damage.problem();
            // dumpcap's last block says what its last words say
            if (block instanceof CaptureBlock.Statistics counted
                    && counted.dropped().isPresent()) {
                written = new CaptureCounters(
                        counted.received().orElse(0), counted.dropped().getAsLong());
            }
        }
    }
}
