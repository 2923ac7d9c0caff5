package org.wirelab.arq;

import java.time.Duration;

/// What a sender is free to choose without asking the receiver.
///
/// @param timeout when it sends again
/// @param tries how often it sends the same thing without any answer before it gives up, at least 1
/// @param evidence how many frames behind an unacknowledged one must have been acknowledged to take it for lost before
///     its timer says so (selective repeat only; the spirit of RFC 6675's DupThresh); 0 to wait for the timer
/// @param patienceNanos how long it waits for the first answer, whatever the tries; 0 where they alone decide
/// @param recorded whether its decisions are told; a sender that is measured is not
public record SenderSettings(Timeout timeout, int tries, int evidence, long patienceNanos, boolean recorded) {

    /// As the textbook has it: by timer alone, adaptive; ten tries.
    public static final SenderSettings DEFAULT = new SenderSettings(Timeout.ADAPTIVE, 10, 0, 0, true);

    public SenderSettings {
        if (tries < 1 || evidence < 0 || patienceNanos < 0) {
            throw new IllegalArgumentException(
                    "tries are at least 1: " + tries + ", evidence 0: " + evidence + ", patience 0: " + patienceNanos);
        }
    }

    public SenderSettings withTimeout(Timeout other) {
        return new SenderSettings(other, tries, evidence, patienceNanos, recorded);
    }

    public SenderSettings withTries(int other) {
        return new SenderSettings(timeout, other, evidence, patienceNanos, recorded);
    }

    public SenderSettings withEvidence(int other) {
        return new SenderSettings(timeout, tries, other, patienceNanos, recorded);
    }

    public SenderSettings withPatience(Duration other) {
        return new SenderSettings(timeout, tries, evidence, other.toNanos(), recorded);
    }

    public SenderSettings unrecorded() {
        return new SenderSettings(timeout, tries, evidence, patienceNanos, false);
    }
}
