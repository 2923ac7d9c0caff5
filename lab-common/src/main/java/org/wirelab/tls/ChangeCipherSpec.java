package org.wirelab.tls;

import java.util.List;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Kind;

/// The signal that everything which this sender sends next is protected by the new keys (RFC 5246 §7.1).
///
/// It is a protocol of its own, not a handshake message, and so stands in no transcript.
@Kind("tls.change_cipher_spec")
public record ChangeCipherSpec(Direction direction, String from, String to) implements TlsObservation, Arrow {

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
