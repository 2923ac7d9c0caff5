package org.wirelab.tls;

import java.io.IOException;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;
import org.jspecify.annotations.Nullable;

/// The record protection of one connection, telling of each record that it seals or opens.
final class RecordingCipher implements TlsCipher {

    private static final int HEADER = 5;

    private final TlsCipher cipher;
    private final HandshakeWitness witness;
    private final RecordEpoch epoch;
    private boolean sentDataKept;
    private boolean receivedDataKept;
    private byte @Nullable [] arrived;

    RecordingCipher(TlsCipher cipher, HandshakeWitness witness, RecordEpoch epoch) {
        this.cipher = cipher;
        this.witness = witness;
        this.epoch = epoch;
    }

    @Override
    public TlsEncodeResult encodePlaintext(
            long sequence,
            short contentType,
            ProtocolVersion version,
            int headerAllocation,
            byte[] plaintext,
            int offset,
            int length)
            throws IOException {
        TlsEncodeResult sealed =
                cipher.encodePlaintext(sequence, contentType, version, headerAllocation, plaintext, offset, length);
        int fragment = sealed.len - headerAllocation;
        boolean kept = isKept(Direction.SENT, contentType);
        witness.protectedRecord(
                Direction.SENT,
                sequence,
                epoch,
                contentType,
                length,
                fragment,
                kept ? sent(sealed, version, headerAllocation, fragment) : null,
                kept ? Bytes.of(plaintext, offset, length) : null);
        return sealed;
    }

    private static Bytes sent(TlsEncodeResult sealed, ProtocolVersion version, int headerAllocation, int length) {
        byte[] record = new byte[HEADER + length];
        int offset = sealed.off + headerAllocation;
        return Bytes.owning(record(record, sealed.recordType, version, sealed.buf, offset, length));
    }

    @Override
    public TlsDecodeResult decodeCiphertext(
            long sequence, short recordType, ProtocolVersion version, byte[] ciphertext, int offset, int length)
            throws IOException {
        byte[] record = arrived(recordType, version, ciphertext, offset, length);
        TlsDecodeResult opened;
        try {
            opened = cipher.decodeCiphertext(sequence, recordType, version, ciphertext, offset, length);
        } catch (IOException e) {
            tellReceived(sequence, recordType, -1, length, Bytes.owning(record), null);
            throw e instanceof TlsFatalAlert alert ? RightAlert.unopened(alert) : e;
        }
        boolean kept = isKept(Direction.RECEIVED, opened.contentType);
        arrived = kept ? null : record;
        tellReceived(
                sequence,
                opened.contentType,
                opened.len,
                length,
                kept ? Bytes.owning(record) : null,
                kept ? Bytes.of(opened.buf, opened.off, opened.len) : null);
        return opened;
    }

    private void tellReceived(
            long sequence,
            short contentType,
            int plain,
            int fragment,
            @Nullable Bytes record,
            @Nullable Bytes plaintext) {
        witness.protectedRecord(Direction.RECEIVED, sequence, epoch, contentType, plain, fragment, record, plaintext);
    }

    /// The engine decrypts where the ciphertext stands, and only then is it known whether the record is worth
    /// keeping. Bulk data comes in records of one length: what was not kept makes room for the next.
    private byte[] arrived(short recordType, ProtocolVersion version, byte[] ciphertext, int offset, int length) {
        byte[] before = arrived;
        byte[] room = before != null && before.length == HEADER + length ? before : new byte[HEADER + length];
        arrived = null;
        return record(room, recordType, version, ciphertext, offset, length);
    }

    /// RFC 5246 §6.2.1: type, version and length, as the engine's record layer writes and reads them.
    private static byte[] record(
            byte[] record, short type, ProtocolVersion version, byte[] fragment, int offset, int length) {
        record[0] = (byte) type;
        record[1] = (byte) version.getMajorVersion();
        record[2] = (byte) version.getMinorVersion();
        record[3] = (byte) (length >> 8);
        record[4] = (byte) length;
        System.arraycopy(fragment, offset, record, HEADER, length);
        return record;
    }

    /// Bulk data is told of, not kept.
    private boolean isKept(Direction direction, short contentType) {
        if (contentType != ContentType.application_data) {
            return true;
        }
        boolean keptBefore = direction == Direction.SENT ? sentDataKept : receivedDataKept;
        dataKept(direction, true);
        return !keptBefore;
    }

    private void dataKept(Direction direction, boolean kept) {
        if (direction == Direction.SENT) {
            sentDataKept = kept;
        } else {
            receivedDataKept = kept;
        }
    }

    @Override
    public int getCiphertextDecodeLimit(int plaintextLimit) {
        return cipher.getCiphertextDecodeLimit(plaintextLimit);
    }

    @Override
    public int getCiphertextEncodeLimit(int plaintextLimit) {
        return cipher.getCiphertextEncodeLimit(plaintextLimit);
    }

    @Override
    public int getPlaintextDecodeLimit(int ciphertextLimit) {
        return cipher.getPlaintextDecodeLimit(ciphertextLimit);
    }

    @Override
    public int getPlaintextEncodeLimit(int ciphertextLimit) {
        return cipher.getPlaintextEncodeLimit(ciphertextLimit);
    }

    @Override
    public void rekeyDecoder() throws IOException {
        cipher.rekeyDecoder();
        nextSecret(Direction.RECEIVED);
    }

    @Override
    public void rekeyEncoder() throws IOException {
        cipher.rekeyEncoder();
        nextSecret(Direction.SENT);
    }

    private void nextSecret(Direction direction) {
        epoch.update(direction);
        dataKept(direction, false);
    }

    @Override
    public boolean usesOpaqueRecordTypeDecode() {
        return cipher.usesOpaqueRecordTypeDecode();
    }

    @Override
    public boolean usesOpaqueRecordTypeEncode() {
        return cipher.usesOpaqueRecordTypeEncode();
    }
}
