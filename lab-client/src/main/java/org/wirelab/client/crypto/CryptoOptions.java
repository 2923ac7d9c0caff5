package org.wirelab.client.crypto;

import java.time.Duration;
import org.wirelab.crypto.Plan;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// What one run of the experiment is to be.
///
/// @param plan how long each row is measured
/// @param few whether only what the sentences need is measured
/// @param message what Alice sends
public record CryptoOptions(Plan plan, boolean few, String message) {

    /// How long a row is measured unless the user says otherwise.
    static final Duration USUAL = Duration.ofMillis(120);

    /// The same for those in a hurry.
    static final Duration QUICK = Duration.ofMillis(30);

    private static final double LONGEST_SECONDS = 60;
    private static final double SHORTEST_SECONDS = 0.005;
    private static final int LONGEST_MESSAGE = 10_000;

    /// The experiment in brief.
    public static CryptoOptions documented() {
        return new CryptoOptions(Plan.of(QUICK), true, "Meet me at the bridge at nine. Alice");
    }

    /// As the user wants it.
    ///
    /// @param seconds for each row
    /// @throws LabException when it makes no sense
    static CryptoOptions of(double seconds, boolean few, String message) throws LabException {
        if (!(seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS)) {
            throw new LabException(
                    ExitCode.USAGE,
                    "--time takes seconds for each row, " + SHORTEST_SECONDS + " to " + (int) LONGEST_SECONDS);
        }
        if (message.isEmpty() || message.length() > LONGEST_MESSAGE) {
            throw new LabException(ExitCode.USAGE, "--message takes 1 to " + LONGEST_MESSAGE + " characters");
        }
        return new CryptoOptions(Plan.of(Duration.ofNanos((long) (seconds * 1e9))), few, message);
    }
}
