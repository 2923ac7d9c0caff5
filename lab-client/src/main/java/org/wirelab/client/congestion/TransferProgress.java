package org.wirelab.client.congestion;

import org.wirelab.client.session.ClientRun;

/// What is said of a long transfer while it runs: every few seconds, how far it has come.
final class TransferProgress implements LabTransfers.Progress {

    private static final long EVERY = 5_000_000_000L;

    private final ClientRun run;
    private boolean under;
    private long began;
    private long next;

    TransferProgress(ClientRun run) {
        this.run = run;
    }

    /// Another transfer is to begin: with the first that is heard of it.
    void begin() {
        under = false;
    }

    @Override
    public void now(long acknowledged, long all) {
        long now = System.nanoTime();
        if (!under) {
            under = true;
            began = now;
            next = now + EVERY;
        }
        if (now - next >= 0 && acknowledged < all) {
            next += EVERY;
            run.say(
                    "congestion.progress",
                    Long.toString((now - began) / 1_000_000_000),
                    Long.toString(100 * acknowledged / all));
        }
    }
}
