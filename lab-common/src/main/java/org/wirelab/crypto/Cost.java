package org.wirelab.crypto;

import java.util.Optional;
import org.wirelab.trace.Kind;

/// What one operation costs here: one row of the measurement.
///
/// @param rounds how many turns it had
/// @param operations how often it was done in all of them
/// @param seconds how long they took together
/// @param perSecond operations a second, by round
/// @param bytesPerSecond bytes of plaintext a second, by round; absent where the operation carries none
@Kind("crypto.cost")
public record Cost(
        Operation operation,
        int rounds,
        long operations,
        double seconds,
        Spread perSecond,
        Optional<Spread> bytesPerSecond)
        implements CryptoObservation {

    /// The row of this operation from what its rounds gave, in operations a second.
    static Cost of(Operation operation, long operations, double seconds, double... perSecond) {
        Spread spread = Spread.of(perSecond);
        Optional<Spread> bytes =
                operation.bytes() == 0 ? Optional.empty() : Optional.of(spread.times(operation.bytes()));
        return new Cost(operation, perSecond.length, operations, seconds, spread, bytes);
    }

    @Override
    public String toString() {
        String bytes = bytesPerSecond.map(spread -> ", " + spread + " bytes/s").orElse("");
        return operation.label() + " (" + operation.implementation() + "): " + perSecond + " operations/s" + bytes;
    }
}
