package org.wirelab.tls.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;

/// Which check notices a bit that was flipped, by the part of the record that it stood in.
class RecordCheckTest {

    private static final int HEADER = 5;
    private static final int BLOCK = 16;
    private static final byte[] CONTENT = new byte[40]; // with a MAC of 32 bytes: 8 bytes of padding in the last block

    private static Optional<RecordCheck> flipped(SealedRecords sender, int at) {
        byte[] record = sender.seal(7, 23, CONTENT, 0);
        record[at < 0 ? record.length + at : at] ^= 1;
        return sender.protection().open(7, record).failed();
    }

    private static SealedRecords macThenEncrypt() {
        return SealedRecords.of("TLS_RSA_WITH_AES_128_CBC_SHA256", false, 1);
    }

    @Test
    void aFlippedBitOfTheHeaderFailsTheMacThatCountsItIn() {
        assertThat(flipped(macThenEncrypt(), 0)).contains(RecordCheck.MAC);
        assertThat(flipped(macThenEncrypt(), 2)).contains(RecordCheck.MAC);
    }

    @Test
    void aFlippedBitOfTheLengthFailsTheLength() {
        assertThat(flipped(macThenEncrypt(), 4)).contains(RecordCheck.LENGTH);
    }

    @Test
    void aFlippedBitOfTheIvFlipsOneOfTheContentAndFailsTheMac() {
        assertThat(flipped(macThenEncrypt(), HEADER)).contains(RecordCheck.MAC);
    }

    @Test
    void aFlippedBitOfACiphertextBlockFailsTheMac() {
        assertThat(flipped(macThenEncrypt(), HEADER + BLOCK)).contains(RecordCheck.MAC);
    }

    /// CBC xors each block of ciphertext into the next block of plaintext: that of the last holds the padding.
    @Test
    void aFlippedBitOfTheLastBlockButOneFailsThePadding() {
        assertThat(flipped(macThenEncrypt(), -BLOCK - 1)).contains(RecordCheck.PADDING);
    }

    @Test
    void withEncryptThenMacEveryFlippedBitFailsTheMacBeforeAnythingIsDecrypted() {
        SealedRecords sender = SealedRecords.of("TLS_RSA_WITH_AES_128_CBC_SHA256", true, 1);
        for (int at : new int[] {0, 1, HEADER, HEADER + BLOCK, -40, -1}) {
            assertThat(flipped(sender, at)).contains(RecordCheck.MAC);
        }
        byte[] record = sender.seal(7, 23, CONTENT, 0);
        record[record.length - 1] ^= 1;
        assertThat(sender.protection().takeApart(7, record).parts())
                .extracting(RecordPart::place)
                .doesNotContain(RecordPart.Place.DECRYPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                "TLS_AES_128_GCM_SHA256",
                "TLS_CHACHA20_POLY1305_SHA256"
            })
    void withAnAeadEveryFlippedBitFailsTheTag(String suite) {
        SealedRecords sender = SealedRecords.of(suite, false, 1);
        for (int at : new int[] {0, 1, HEADER, HEADER + 8, -17, -16, -1}) {
            assertThat(flipped(sender, at)).contains(RecordCheck.TAG);
        }
    }

    @Test
    void theTagThatShouldHaveBeenThereIsTold() {
        SealedRecords sender = SealedRecords.of("TLS_AES_128_GCM_SHA256", false, 1);
        byte[] record = sender.seal(0, 23, CONTENT, 3);
        Bytes right = Bytes.of(Arrays.copyOfRange(record, record.length - 16, record.length));
        record[record.length - 1] ^= 1;
        assertThat(sender.protection().takeApart(0, record).parts())
                .filteredOn(part -> part.name().equals("computed_tag"))
                .extracting(RecordPart::bytes)
                .containsExactly(right);
    }

    /// RFC 8446 §5.4: a plaintext of nothing but zeros has no type, and ends the connection.
    @Test
    void aPlaintextOfZerosHasNoContentType() {
        SealedRecords sender = SealedRecords.of("TLS_AES_128_GCM_SHA256", false, 1);
        assertThat(sender.protection()
                        .open(0, sender.seal(0, 0, new byte[5], 9))
                        .failed())
                .contains(RecordCheck.INNER_CONTENT_TYPE);
    }

    @Test
    void keysThatDoNotFitTheSuiteOpenNothing() {
        CipherSuite suite = CipherSuite.named("TLS_RSA_WITH_AES_128_CBC_SHA256").orElseThrow();
        RecordKeys none = new RecordKeys(Bytes.EMPTY, Bytes.EMPTY, Bytes.EMPTY);
        assertThat(RecordProtection.of(suite, false, "client", none)).isEmpty();
    }

    /// The first example of RFC 3610 §8, whose tag has 8 bytes and whose nonce 13.
    @Test
    void theExampleOfTheRfcOfCcmOpens() throws GeneralSecurityException {
        AesCcm ccm = new AesCcm(Bytes.parse("c0c1c2c3c4c5c6c7c8c9cacbcccdcecf"), 8);
        byte[] nonce = HexFormat.of().parseHex("00000003020100a0a1a2a3a4a5");
        byte[] header = HexFormat.of().parseHex("0001020304050607");
        byte[] plaintext = HexFormat.of().parseHex("08090a0b0c0d0e0f101112131415161718191a1b1c1d1e");
        byte[] sealed = ccm.seal(nonce, header, plaintext);
        assertThat(Bytes.of(sealed)).hasToString("588c979a61c663d2f066d0c2c0f989806d5f6b61dac38417e8d12cfdf926e0");
        assertThat(ccm.open(nonce, header, sealed)).contains(plaintext);
        sealed[3] ^= 1;
        assertThat(ccm.open(nonce, header, sealed)).isEmpty();
        assertThat(ccm.tagOf(nonce, header, Arrays.copyOf(ccm.seal(nonce, header, plaintext), plaintext.length)))
                .isEqualTo(HexFormat.of().parseHex("17e8d12cfdf926e0"));
    }
}
