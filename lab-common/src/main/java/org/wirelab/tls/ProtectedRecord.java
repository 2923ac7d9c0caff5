package org.wirelab.tls;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Kind;

/// A record that the negotiated keys protected (RFC 5246 §6.2.3, RFC 8446 §5.2).
///
/// The bytes are kept of the records that are worth a second look, and of those alone: what the handshake sent
/// encrypted, alerts, the first application data of each direction under each set of keys, and whatever did not open.
///
/// @param from the sender's endpoint
/// @param sequence the record's number in its direction, from 0 under each set of keys; it enters the MAC or the
///     nonce, not the wire
/// @param protectedBy the secret that its keys come from, by the RFC's name: `key_block`,
///     `client_handshake_traffic_secret`, `server_application_traffic_secret_0`; null in runs saved by a lab that did
///     not say it
/// @param contentType `handshake`, `application_data` or `alert`; of a record that did not open what its header says
/// @param plaintextLength bytes before protection, -1 for a record that did not open
/// @param fragmentLength bytes after it: IV, padding and MAC or tag are added
/// @param record the record as it travelled, its header included; null where it was not kept
/// @param plaintext what the engine sealed, or what it opened the record to; null where neither was kept
@Kind("tls.record")
public record ProtectedRecord(
        Direction direction,
        String from,
        long sequence,
        @Nullable String protectedBy,
        String contentType,
        int plaintextLength,
        int fragmentLength,
        @Nullable Bytes record,
        @Nullable Bytes plaintext)
        implements TlsObservation {

    @Override
    public Object identity() {
        return List.of("Record", from, String.valueOf(protectedBy), sequence);
    }

    /// True when the engine sealed it or could open it.
    public boolean opened() {
        return plaintextLength >= 0;
    }
}
