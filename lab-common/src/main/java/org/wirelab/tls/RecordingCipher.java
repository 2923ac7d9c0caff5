package org.wirelab.tls;

import java.io.IOException;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;

/// The record protection of one connection, telling of each record that it seals or opens.
final class RecordingCipher implements TlsCipher {

    private final TlsCipher cipher;
    private final HandshakeWitness witness;

    RecordingCipher(TlsCipher cipher, HandshakeWitness witness) {
        this.cipher = cipher;
        this.witness = witness;
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
        witness.protectedRecord(Direction.SENT, sequence, contentType, length, sealed.len - headerAllocation);
        return sealed;
    }

    @Override
    public TlsDecodeResult decodeCiphertext(
            long sequence, short recordType, ProtocolVersion version, byte[] ciphertext, int offset, int length)
            throws IOException {
        TlsDecodeResult opened = cipher.decodeCiphertext(sequence, recordType, version, ciphertext, offset, length);
        witness.protectedRecord(Direction.RECEIVED, sequence, opened.contentType, opened.len, length);
        return opened;
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
    }

    @Override
    public void rekeyEncoder() throws IOException {
        cipher.rekeyEncoder();
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
