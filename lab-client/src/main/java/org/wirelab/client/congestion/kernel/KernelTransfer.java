package org.wirelab.client.congestion.kernel;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.wirelab.congestion.kernel.KernelWitness;
import org.wirelab.net.BulkSender;
import org.wirelab.net.SystemWords;
import org.wirelab.net.TcpInfoSampler;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;

/// Data from the sender's socket until all of it is acknowledged, with TCP_INFO read each millisecond.
final class KernelTransfer {

    static final Vantage TCP_INFO = new Vantage(Source.TCP_INFO, Side.CLIENT);

    private static final Duration SAMPLED = Duration.ofMillis(1);
    private static final int LOOK_MILLIS = 10;
    private static final int MICROS_IN_MILLI = 1_000;

    /// What is asked for is an amount; how long that takes, the link says.
    private static final Duration ANY_TIME = Duration.ofDays(1);

    private final SenderSocket socket;
    private final Duration timeout;
    private final TcpInfoSampler sampler;
    private final ModelSampler models;

    /// @param socket connected
    /// @param timeout how long nothing may be acknowledged before it is given up
    KernelTransfer(SenderSocket socket, Duration timeout) {
        this.socket = socket;
        this.timeout = timeout;
        this.sampler = new TcpInfoSampler(socket.channel(), SAMPLED);
        this.models = new ModelSampler(socket.channel());
    }

    /// Begins to read the kernel's account.
    void watch() {
        sampler.start();
        models.start();
    }

    /// Sends.
    ///
    /// @param progress is told now and then how far it has come
    /// @return false when it was given up
    /// @throws LabException when the other end breaks off
    boolean send(long octets, Consumer<TcpInfo> progress) throws LabException, InterruptedException {
        BulkSender sender = new BulkSender(socket.channel(), ANY_TIME, octets);
        CompletableFuture<Long> taken = new CompletableFuture<>();
        socket.channel()
                .eventLoop()
                .execute(() -> sender.start().whenComplete((sent, problem) -> {
                    if (problem == null) {
                        taken.complete(sent);
                    } else {
                        taken.completeExceptionally(problem);
                    }
                }));
        Stillness stillness = new Stillness(timeout);
        while (!isOver(taken)) {
            sampler.latest().ifPresent(progress);
            if (stillness.lasts(sampler.latest().map(TcpInfo::bytesAcked).orElse(0L))) {
                return false;
            }
        }
        while (sampler.latest().filter(info -> isAcknowledged(info, octets)).isEmpty()) {
            if (stillness.lasts(sampler.latest().map(TcpInfo::bytesAcked).orElse(0L))) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    /// The longest time, in milliseconds, in which the kernel's account was not read; once recorded.
    long longestGapMillis() {
        Long micros = sampler.longestGapMicros();
        return micros == null ? 0 : micros / MICROS_IN_MILLI;
    }

    /// Ends the reading, and puts what was read into the trace and before the witness.
    void record(Trace trace, Conversation conversation, KernelWitness witness) {
        sampler.stop();
        models.stop();
        sampler.record(trace, TCP_INFO, conversation);
        models.tell(witness, System.nanoTime() - trace.now());
    }

    private boolean isOver(CompletableFuture<Long> taken) throws LabException, InterruptedException {
        try {
            taken.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            InetSocketAddress remote = (InetSocketAddress) socket.channel().remoteAddress();
            String whom = remote == null ? "the other end" : Endpoints.text(remote);
            throw new LabException(
                    ExitCode.UNREACHABLE,
                    whom + " broke the connection off: " + SystemWords.of(Objects.requireNonNullElse(e.getCause(), e)),
                    e);
        }
    }

    /// The latest sample may be older than what was written.
    private static boolean isAcknowledged(TcpInfo info, long octets) {
        boolean nothingLeft = info.unacked() == 0 && info.notSent() != null && info.notSent() == 0;
        return nothingLeft && (info.bytesAcked() == null || info.bytesAcked() >= octets);
    }

    /// How long nothing has been acknowledged.
    private static final class Stillness {
        private final long patience;
        private long acknowledged = -1;
        private long since = System.nanoTime();

        Stillness(Duration patience) {
            this.patience = patience.toNanos();
        }

        boolean lasts(long now) {
            if (now != acknowledged) {
                acknowledged = now;
                since = System.nanoTime();
            }
            return System.nanoTime() - since > patience;
        }
    }
}
