package org.wirelab.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.wire.CaptureBlock;
import org.wirelab.wire.CaptureReader;
import org.wirelab.wire.CapturedFrame;

/// A capture by the program tcpdump, which has the right to it where the JVM has not.
///
/// It is live when the header of tcpdump's output has been read: what tcpdump says before that is too early. It
/// ends with this process, even when that is killed.
public final class TcpdumpCapture implements PacketCapture {
    private static final int PATIENCE_SECONDS = 3;

    private final Path tcpdump;
    private final String interfaceName;
    private final String filter;
    private @Nullable Running running;

    /// @param filter in the language of pcap-filter(7); empty for all frames
    public TcpdumpCapture(Path tcpdump, String interfaceName, String filter) {
        this.tcpdump = tcpdump;
        this.interfaceName = interfaceName;
        this.filter = filter;
    }

    @Override
    public String interfaceName() {
        return interfaceName;
    }

    @Override
    public void start(Consumer<CapturedFrame> frames) throws CaptureException {
        if (running != null) throw new IllegalStateException("started before");
        try {
            Settling settling = Settling.on(interfaceName);
            Process process = Tcpdump.capture(tcpdump, interfaceName, settling.widen(filter));
            running = new Running(process, settling, frames);
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
        running.awaitHeader();
    }

    @Override
    public synchronized CaptureEnd stop() {
        return running == null ? new CaptureEnd(0, 0, null) : running.stop();
    }

    private static CaptureException failed(String detail) {
        return new CaptureException(new CaptureReason(CaptureReason.Why.FAILED, detail));
    }

    /// The started program and the threads that read what it writes.
    private final class Running {
        private final Process process;
        private final Settling settling;
        private final Consumer<CapturedFrame> frames;
        private final StringBuffer words = new StringBuffer();
        private final Thread errors;
        private @Nullable Thread output;
        private volatile boolean stopping;
        private volatile @Nullable String failure;
        private @Nullable CaptureEnd end;

        Running(Process process, Settling settling, Consumer<CapturedFrame> frames) {
            this.process = process;
            this.settling = settling;
            this.frames = frames;
            errors = thread("tcpdump's words", this::listen);
        }

        void awaitHeader() throws CaptureException {
            CaptureReader reader;
            try {
                reader = CaptureReader.open(new BufferedInputStream(process.getInputStream()));
            } catch (IOException e) {
                // tcpdump has ended, and its words say why
                release();
                throw new CaptureException(Tcpdump.reason(words.toString(), interfaceName));
            }
            output = thread("capture " + interfaceName, () -> read(reader));
        }

        CaptureEnd stop() {
            CaptureEnd known = end;
            if (known != null) return known;
            if (process.isAlive()) settling.await();
            stopping = true;
            release();
            CaptureEnd counted = Tcpdump.end(words.toString());
            String why = failure != null ? failure : counted.failure();
            return end = new CaptureEnd(counted.received(), counted.dropped(), why);
        }

        /// Ends tcpdump by the end of its standard input and waits until everything it wrote has been read.
        private void release() {
            try {
                process.getOutputStream().close();
                if (output != null) output.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
                errors.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            } catch (IOException e) {
                process.destroyForcibly();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            } finally {
                settling.close();
            }
        }

        private void read(CaptureReader reader) {
            try {
                for (CaptureBlock block = reader.next(); block != null; block = reader.next()) {
                    // a pcap stream says nothing else of interest
                    if (block instanceof CaptureBlock.Frame captured) take(captured.frame());
                    if (block instanceof CaptureBlock.Damage damage) failure = damage.problem();
                }
                if (!stopping) failure = "tcpdump ended by itself";
            } catch (IOException | RuntimeException e) {
                if (!stopping) failure = String.valueOf(e);
            }
        }

        private void take(CapturedFrame frame) {
            if (settling.takes(frame)) return;
            frames.accept(new CapturedFrame(
                    frame.epochNanos(), interfaceName, frame.linkType(), frame.originalLength(), frame.bytes()));
        }

        private void listen() {
            try (InputStream in = process.getErrorStream()) {
                byte[] some = new byte[1024];
                for (int count = in.read(some); count >= 0; count = in.read(some)) {
                    words.append(new String(some, 0, count, StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                return;
            }
        }

        private static Thread thread(String name, Runnable task) {
            return Thread.ofPlatform().name(name).daemon().start(task);
        }
    }
}
