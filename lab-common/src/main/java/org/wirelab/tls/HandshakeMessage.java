package org.wirelab.tls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Carried;
import org.wirelab.trace.Kind;
import org.wirelab.trace.StreamRange;

/// A handshake message (RFC 5246 §7.4), whole, in the clear, taken apart into its fields.
///
/// @param name the RFC's name: `ClientHello`, `ServerKeyExchange`
/// @param direction whether the side that tells of it sent or received it
/// @param from the sender's endpoint, as it stands in the conversation
/// @param to the receiver's endpoint
/// @param bytes type, length and body; for Finished what was inside the protected record
/// @param fields the body's fields by their name in the RFC's notation, each a text or a list of texts
/// @param stream the octets of the sender's byte stream that the record with its end takes up, null when not known
@Kind("tls.message")
public record HandshakeMessage(
        String name,
        Direction direction,
        String from,
        String to,
        Bytes bytes,
        Map<String, Object> fields,
        @Nullable StreamRange stream)
        implements TlsObservation, Arrow, Carried {

    /// Always the same in the TLS of today.
    private static final Set<String> BESIDE_THE_POINT = Set.of("compression_method", "compression_methods");

    private static final int LONG = 64;

    public HandshakeMessage {
        fields = Ordered.copyOf(fields);
    }

    /// The same message from the same sender is one event, whoever tells of it.
    @Override
    public Object identity() {
        return List.of(name, from, bytes);
    }

    /// True for the message with this name.
    public boolean is(String messageName) {
        return name.equals(messageName);
    }

    /// A field's text, or the empty string when the message has no such field.
    public String text(String field) {
        return fields.get(field) instanceof String text ? text : "";
    }

    /// A field's list, or the empty list when the message has no such field.
    public List<String> list(String field) {
        return fields.get(field) instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    /// The version that a hello message means: `supported_versions` of a ServerHello goes before the field of old
    /// (RFC 8446 §4.2.1).
    public String version() {
        return text("selected_version").isEmpty() ? text("version") : text("selected_version");
    }

    @Override
    public String label() {
        return name;
    }

    @Override
    public List<String> details() {
        List<String> details = new ArrayList<>();
        for (String field : fields.keySet()) {
            if (BESIDE_THE_POINT.contains(field)) {
                continue;
            }
            if (fields.get(field) instanceof List<?>) {
                details.add(field + " " + Shown.items(list(field)));
            } else if (!text(field).isEmpty()) {
                details.add(field + " " + Shown.field(text(field)));
            }
        }
        // the nonce and other long values first: a ladder gives what comes after them its whole width
        details.sort(Comparator.comparing(detail -> detail.length() < LONG));
        return details;
    }
}
