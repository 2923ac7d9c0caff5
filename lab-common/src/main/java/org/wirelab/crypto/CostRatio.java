package org.wirelab.crypto;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Worded;

/// Public-key against symmetric encryption in bytes a second, from the same measurement.
///
/// @param publicKey the operation with the private key: what the receiver of each message must pay
/// @param symmetric the symmetric operation beside it
/// @param publicBytes bytes of plaintext a second
/// @param symmetricBytes bytes of plaintext a second
/// @param times how many times as much the symmetric one carries, by the medians
/// @param atLeastTimes the same by the slowest symmetric and the fastest public-key round
@Kind("crypto.ratio")
public record CostRatio(
        Operation publicKey,
        Operation symmetric,
        Spread publicBytes,
        Spread symmetricBytes,
        double times,
        double atLeastTimes)
        implements CryptoObservation, Note, Worded {

    /// From here on the lab calls a difference one of kind: no noise of a machine makes a factor of ten.
    static final double CLEAR = 10;

    /// The ratio of the two among these rows that the notes are about, where both were measured: opening with RSA
    /// of the smallest size allowed, and with AES.
    public static Optional<CostRatio> of(List<Cost> costs) {
        Optional<Cost> slow = find(costs, "RSA-" + KeySizes.MINIMUM, "decrypt");
        Optional<Cost> fast = find(costs, "AES-128-GCM", "decrypt");
        return slow.flatMap(one -> fast.map(other -> between(one, other)));
    }

    private static CostRatio between(Cost publicKey, Cost symmetric) {
        Spread slow = publicKey.bytesPerSecond().orElseThrow();
        Spread fast = symmetric.bytesPerSecond().orElseThrow();
        return new CostRatio(
                publicKey.operation(),
                symmetric.operation(),
                slow,
                fast,
                fast.median() / slow.median(),
                fast.min() / slow.max());
    }

    /// The first of these rows, so the JDK's where another implementation stands beside it.
    private static Optional<Cost> find(List<Cost> costs, String algorithm, String name) {
        return costs.stream()
                .filter(cost -> cost.operation().is(algorithm, name))
                .findFirst();
    }

    /// True when even the slowest symmetric round was far ahead of the fastest public-key round.
    public boolean clear() {
        return atLeastTimes >= CLEAR;
    }

    @Override
    public String title() {
        return symmetric.label() + " : " + publicKey.label() + " = " + inWords();
    }

    @Override
    public List<String> details() {
        return List.of(
                symmetric.label() + " (" + symmetric.implementation() + ")  " + symmetricBytes + " bytes/s",
                publicKey.label() + " (" + publicKey.implementation() + ")  " + publicBytes + " bytes/s",
                "slowest round against fastest: " + whole(atLeastTimes) + " : 1");
    }

    @Override
    public String textKey() {
        return "crypto.ratio";
    }

    @Override
    public List<String> textArguments() {
        return List.of(whole(times));
    }

    /// `12,345 : 1`.
    String inWords() {
        return whole(times) + " : 1";
    }

    private static String whole(double ratio) {
        return String.format(Locale.ROOT, ratio < CLEAR ? "%.1f" : "%,.0f", ratio);
    }
}
