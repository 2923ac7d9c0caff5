package org.wirelab.tls;

import java.io.EOFException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;

/// Which alert a fault is to be answered with where Bouncy Castle would say another than the RFC.
final class RightAlert {

    private RightAlert() {}

    /// What a protected record that could not be opened is answered with.
    ///
    /// RFC 5246 §7.2.2: bad_record_mac, whatever it was: no multiple of the block length, wrong padding, wrong MAC,
    /// too short to hold one. decryption_failed, which told them apart, must not be sent.
    static TlsFatalAlert unopened(TlsFatalAlert alert) {
        return switch (alert.getAlertDescription()) {
            case AlertDescription.decryption_failed, AlertDescription.decode_error ->
                new TlsFatalAlert(AlertDescription.bad_record_mac, alert);
            default -> alert;
        };
    }

    /// The alert for what the engine came upon while it dealt with what the peer had sent.
    ///
    /// RFC 8446 §6.2: a length that is out of range, or one that the message's end contradicts, is a decode_error;
    /// internal_error would claim that the fault is ours.
    static short forInput(short description, Throwable cause) {
        boolean peersFault = cause instanceof EOFException
                || String.valueOf(cause.getMessage()).contains("length exceeds the maximum");
        return description == AlertDescription.internal_error && peersFault
                ? AlertDescription.decode_error
                : description;
    }
}
