package org.wirelab.client.tls.interop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// Something that takes long and is begun before its result is needed; what it throws is thrown to whoever waits.
final class Beforehand {

    private static final long PATIENCE_MINUTES = 5;

    interface Task {
        void run() throws Exception;
    }

    private final CompletableFuture<Void> done = new CompletableFuture<>();

    void begin(Task task) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (Exception | Error e) {
                // also a failed assertion, or an assumption that does not hold
                done.completeExceptionally(e);
            }
        });
    }

    void awaitDone() throws Exception {
        try {
            done.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception failed -> throw failed;
                case Error failed -> throw failed;
                case null, default -> throw e;
            }
        }
    }
}
