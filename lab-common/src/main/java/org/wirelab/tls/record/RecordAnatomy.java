package org.wirelab.tls.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.Direction;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Recomputable;
import org.wirelab.trace.TakenApart;

/// One protected record, opened a second time with the JDK's own ciphers and taken apart byte by byte.
///
/// @param from the sender's endpoint
/// @param sender `client` or `server`
/// @param sequence the record's number under its keys
/// @param protectedBy the secret that these come from, such as `key_block`
/// @param suite the suite's name in the registry
/// @param mode how the suite protects records, such as `MAC-then-encrypt`
/// @param contentType what was inside; of a record that did not open what its header says
/// @param failed the check that it failed, empty when it opened
/// @param agrees whether the engine came to the same: the same content of the same type, or no content either
/// @param exemplary whether it is the first of its conversation with application data, or one that did not open
/// @param command a command for a POSIX shell with openssl 3 that decrypts it; null when it did not open, or where
///     there is none
@Kind("tls.record_anatomy")
public record RecordAnatomy(
        Direction direction,
        String from,
        String sender,
        long sequence,
        String protectedBy,
        String suite,
        String mode,
        String contentType,
        String failed,
        boolean agrees,
        boolean exemplary,
        List<RecordPart> parts,
        @Nullable String command)
        implements RecordObservation, TakenApart, Recomputable {

    public RecordAnatomy {
        parts = List.copyOf(parts);
    }

    @Override
    public Object identity() {
        return List.of("RecordAnatomy", from, protectedBy, sequence, failed, agrees);
    }

    @Override
    public String name() {
        return sender + " record " + sequence + ": " + contentType;
    }

    @Override
    public String formula() {
        return "decrypted with " + sender + "_write_key that comes from " + protectedBy + ", " + suite;
    }

    @Override
    public String printed() {
        return RecordCommand.printed(parts).toString();
    }

    /// The bytes of the part with this name, or none.
    public Bytes bytesOf(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .map(RecordPart::bytes)
                .orElse(Bytes.EMPTY);
    }

    @Override
    public String title() {
        return (agrees && failed.isEmpty() ? "✓ " : "✗ ") + "record " + sequence + " · " + contentType + " · " + mode;
    }

    @Override
    public List<String> details() {
        return failed.isEmpty()
                ? List.of("opened with " + sender + "_write_key, " + suite)
                : List.of(
                        "fails at its " + failed + ", with " + sender + "_write_key, " + suite,
                        agrees ? "the TLS engine refused it too" : "the TLS engine came to something else");
    }

    @Override
    public List<Piece> pieces() {
        return parts.stream().map(RecordAnatomy::piece).toList();
    }

    private static Piece piece(RecordPart part) {
        String place = switch (part.place()) {
            case WIRE, DECRYPTED ->
                part.length() < 2
                        ? String.valueOf(part.offset())
                        : part.offset() + ".." + (part.offset() + part.length() - 1);
            case COMPUTED -> "";
        };
        return new Piece(
                "record.place." + part.place().label(),
                part.name(),
                place,
                part.bytes().toString(),
                part.length(),
                part.text(),
                part.arguments());
    }
}
