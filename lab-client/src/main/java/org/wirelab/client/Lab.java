package org.wirelab.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.wirelab.client.session.Interruption;

/// The program: runs one command and exits with its code. Ctrl-C interrupts the command and waits for it to clean up;
/// the exit code is then the signal's, 130, unless Ctrl-C is the command's usual end.
public final class Lab {

    /// How long a command may take to clean up after Ctrl-C before the process ends all the same.
    private static final int SECONDS_TO_CLEAN_UP = 5;

    private Lab() {}

    public static void main(String[] arguments) {
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicInteger exit = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        Thread command = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (done.getCount() > 0) {
                interrupted.set(true);
                Interruption.comes(); // first of all: what ends from now on ends by it
                command.interrupt();
                boolean cleaned = await(done);
                if (!cleaned) {
                    Interruption.endsAll();
                }
                if (cleaned && Interruption.wasTheEnd()) {
                    Runtime.getRuntime().halt(exit.get());
                }
            }
        }));
        exit.set(LabCommand.run(arguments));
        done.countDown();
        if (!interrupted.get()) {
            System.exit(exit.get());
        }
        // otherwise the signal's own exit is under way, and goes on now: 130 for SIGINT, 143 for SIGTERM
    }

    private static boolean await(CountDownLatch done) {
        try {
            return done.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
