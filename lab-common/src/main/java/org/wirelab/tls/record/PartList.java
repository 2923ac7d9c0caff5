package org.wirelab.tls.record;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.record.RecordPart.Place;

/// Collects the parts of a record while it is opened; nothing at all when only its content is wanted.
final class PartList {

    private final @Nullable List<RecordPart> parts;

    private PartList(@Nullable List<RecordPart> parts) {
        this.parts = parts;
    }

    static PartList collecting() {
        return new PartList(new ArrayList<>());
    }

    static PartList none() {
        return new PartList(null);
    }

    /// A part of the record as it travelled.
    void wire(String name, byte[] record, int offset, int length, String text, Object... arguments) {
        add(name, Place.WIRE, record, offset, length, text, arguments);
    }

    /// A part of what was decrypted.
    void decrypted(String name, byte[] plaintext, int offset, int length, String text, Object... arguments) {
        add(name, Place.DECRYPTED, plaintext, offset, length, text, arguments);
    }

    /// A value that both sides compute.
    void computed(String name, byte[] value, String text, Object... arguments) {
        add(name, Place.COMPUTED, value, 0, value.length, text, arguments);
    }

    private void add(String name, Place place, byte[] array, int offset, int length, String text, Object... arguments) {
        if (parts != null) {
            int in = place == Place.COMPUTED ? 0 : offset;
            parts.add(new RecordPart(
                    name,
                    place,
                    in,
                    length,
                    Bytes.of(array, offset, length),
                    "record." + text,
                    Stream.of(arguments).map(String::valueOf).toList()));
        }
    }

    List<RecordPart> parts() {
        return parts == null ? List.of() : parts;
    }
}
