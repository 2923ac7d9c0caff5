package org.wirelab.crypto;

import java.util.List;
import java.util.Locale;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Worded;

/// How many keys it takes for everybody to speak with everybody in private.
///
/// @param counts for some sizes of the party
@Kind("crypto.keys_needed")
public record KeysNeeded(List<Count> counts) implements CryptoObservation, Note, Worded {

    /// So many parties need so many keys.
    ///
    /// @param shared a key for each pair: n(n-1)/2
    /// @param pairs a key pair for each party: n
    public record Count(long parties, long shared, long pairs) {
        static Count of(long parties) {
            return new Count(parties, parties * (parties - 1) / 2, parties);
        }
    }

    public KeysNeeded {
        counts = List.copyOf(counts);
    }

    /// Small and large parties.
    public static KeysNeeded ofUsualParties() {
        return new KeysNeeded(List.of(Count.of(3), Count.of(10), Count.of(100), Count.of(1000)));
    }

    @Override
    public String title() {
        return "n(n-1)/2 shared keys, or n key pairs";
    }

    @Override
    public List<String> details() {
        return counts.stream()
                .map(count -> String.format(
                        Locale.ROOT,
                        "%,d parties: %,d shared keys or %,d key pairs",
                        count.parties,
                        count.shared,
                        count.pairs))
                .toList();
    }

    @Override
    public String textKey() {
        return "crypto.keys_needed";
    }

    @Override
    public List<String> textArguments() {
        return List.of();
    }
}
