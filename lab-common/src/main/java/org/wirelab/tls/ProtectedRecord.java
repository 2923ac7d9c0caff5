package org.wirelab.tls;

import java.util.List;
import org.wirelab.trace.Kind;

/// A record that the negotiated keys protected (RFC 5246 §6.2.3).
///
/// @param from the sender's endpoint
/// @param sequence the record's number in its direction, from 0 after ChangeCipherSpec; it enters the MAC, not the wire
/// @param contentType `handshake`, `application_data` or `alert`
/// @param plaintextLength bytes before protection
/// @param fragmentLength bytes after it: IV, padding and MAC or tag are added
@Kind("tls.record")
public record ProtectedRecord(
        Direction direction, String from, long sequence, String contentType, int plaintextLength, int fragmentLength)
        implements TlsObservation {

    @Override
    public Object identity() {
        return List.of("Record", from, sequence);
    }
}
