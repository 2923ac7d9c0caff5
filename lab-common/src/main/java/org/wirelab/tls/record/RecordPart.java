package org.wirelab.tls.record;

import java.util.List;
import java.util.Locale;
import org.wirelab.tls.Bytes;

/// One part of a record that was taken apart.
///
/// @param name in the words of the RFCs: `header`, `nonce`, `padding_length`
/// @param offset where it begins: in the record as on the wire, or in what was decrypted; 0 for what was computed
/// @param length how many bytes it has
/// @param text the key of the sentence that says what it is
/// @param arguments what fills that sentence's places
public record RecordPart(
        String name, Place place, int offset, int length, Bytes bytes, String text, List<String> arguments) {

    /// Where a part is found.
    public enum Place {
        /// In the record as it travelled.
        WIRE,
        /// In what the cipher made of the ciphertext.
        DECRYPTED,
        /// Nowhere: both sides compute it.
        COMPUTED;

        /// The name in the JSON lines, such as `wire`.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public RecordPart {
        arguments = List.copyOf(arguments);
    }
}
