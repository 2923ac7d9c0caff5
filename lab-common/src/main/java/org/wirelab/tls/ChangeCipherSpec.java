package org.wirelab.tls;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Carried;
import org.wirelab.trace.Kind;
import org.wirelab.trace.StreamRange;

/// The signal that everything which this sender sends next is protected by the new keys (RFC 5246 §7.1).
///
/// It is a protocol of its own, not a handshake message, and so stands in no transcript.
///
/// @param stream the octets of the sender's byte stream that its record takes up, null when not known
@Kind("tls.change_cipher_spec")
public record ChangeCipherSpec(
        Direction direction,
        String from,
        String to,
        @Nullable StreamRange stream) implements TlsObservation, Arrow, Carried {

    @Override
    public Object identity() {
        return List.of("ChangeCipherSpec", from);
    }

    @Override
    public String label() {
        return "ChangeCipherSpec";
    }

    @Override
    public List<String> details() {
        return List.of();
    }
}
