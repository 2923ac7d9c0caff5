package org.wirelab.client.tcp;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.wirelab.net.SystemWords;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Endpoints;

/// How long one end waits for the other: as long as there is progress. The timeout counts from the last byte that
/// arrived.
final class Patience {

    private final InetSocketAddress remote;
    private final Duration timeout;
    private final LongSupplier arrived;

    /// @param arrived how many bytes have come so far
    Patience(InetSocketAddress remote, Duration timeout, LongSupplier arrived) {
        this.remote = remote;
        this.timeout = timeout;
        this.arrived = arrived;
    }

    /// Waits for this.
    ///
    /// @param otherwise what the other end failed to do, should it keep silent: `did not …`
    /// @throws LabException when it keeps silent or breaks off
    void await(CompletableFuture<?> something, String otherwise) throws LabException, InterruptedException {
        long seen = -1;
        while (true) {
            try {
                something.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                long now = arrived.getAsLong();
                if (now == seen || (seen < 0 && now == 0)) {
                    throw silent(otherwise, e);
                }
                seen = now;
            } catch (ExecutionException | CancellationException e) {
                throw broken(e);
            }
        }
    }

    /// Waits for this and says meanwhile, each second, how many bytes have come.
    ///
    /// @throws LabException when the other end breaks off, or nothing has come for as long as the timeout
    void await(CompletableFuture<?> something, String otherwise, LongConsumer eachSecond)
            throws LabException, InterruptedException {
        long seen = arrived.getAsLong();
        long moved = System.nanoTime();
        while (true) {
            try {
                something.get(1, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                long bytes = arrived.getAsLong();
                if (bytes != seen) {
                    seen = bytes;
                    moved = System.nanoTime();
                    eachSecond.accept(bytes);
                } else if (System.nanoTime() - moved > timeout.toNanos()) {
                    throw silent(otherwise, e);
                }
            } catch (ExecutionException | CancellationException e) {
                throw broken(e);
            }
        }
    }

    /// Waits for this, but no longer than so.
    ///
    /// @return false when it has not come by then, or is false
    /// @throws LabException when the other end breaks off
    boolean comes(CompletableFuture<Boolean> something, Duration atMost) throws LabException, InterruptedException {
        Duration patience = timeout.compareTo(atMost) < 0 ? timeout : atMost;
        try {
            return something.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException | CancellationException e) {
            throw broken(e);
        }
    }

    private LabException silent(String otherwise, TimeoutException e) {
        return new LabException(
                ExitCode.UNREACHABLE,
                Endpoints.text(remote) + " " + otherwise + " within " + timeout.toMillis() / 1000.0
                        + " s: --timeout waits longer",
                e);
    }

    private LabException broken(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new LabException(
                ExitCode.UNREACHABLE,
                Endpoints.text(remote) + " broke the connection off: " + SystemWords.of(cause),
                e);
    }
}
