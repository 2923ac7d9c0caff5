package org.wirelab.tls;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Carried;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.StreamRange;

/// A Finished message held against this side's own transcript (RFC 5246 §7.4.9, RFC 8446 §4.4.4).
///
/// @param from the sender's endpoint, as it stands in the conversation
/// @param sender `client` or `server`
/// @param label `client finished` or `server finished`; `finished` in TLS 1.3
/// @param formula what its value is, in brief: `PRF(master_secret, …)`, or `HMAC(finished_key, …)` in TLS 1.3
/// @param transcriptHash the hash of all handshake messages before this one, from this side's own transcript
/// @param verifyData what the message carried
/// @param expected what it should carry, derived by [KeySchedule] or [Hkdf]
/// @param verified whether the two are equal
/// @param hmacWithMacKey the formula of the notes tried out: HMAC(sender's MAC key, all messages so far), as many bytes
///     as verify_data has; null where the suite has no MAC key
/// @param macKeyMatches whether the message carried that instead
/// @param last whether it ends the handshake: the other side's Finished has come before
/// @param recordSequence the number of the protected record that carried it, or -1 when it travelled in the clear
/// @param stream the octets of the sender's byte stream that this record takes up, null when not known
@Kind("tls.finished")
public record FinishedChecked(
        Direction direction,
        String from,
        String sender,
        String label,
        String formula,
        Bytes transcriptHash,
        Bytes verifyData,
        Bytes expected,
        boolean verified,
        @Nullable Bytes hmacWithMacKey,
        boolean macKeyMatches,
        boolean last,
        long recordSequence,
        @Nullable StreamRange stream)
        implements TlsObservation, Note, Carried {

    @Override
    public String title() {
        return (verified ? "✓ " : "✗ ") + (label.startsWith(sender) ? label : sender + " " + label);
    }

    @Override
    public List<String> details() {
        List<String> details = new ArrayList<>();
        details.add("transcript hash");
        details.addAll(Shown.lines(transcriptHash));
        details.add("verify_data " + verifyData + (verified ? " = " : " ≠ ") + formula);
        if (hmacWithMacKey != null) {
            details.add("HMAC(" + sender + "_write_MAC_key, …) " + hmacWithMacKey + (macKeyMatches ? " =" : " ≠"));
        }
        details.add(recordSequence < 0 ? "sent in the clear" : "sent encrypted, as record " + recordSequence);
        return details;
    }
}
