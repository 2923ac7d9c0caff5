package org.wirelab.tls.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.testing.Tools;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;

/// The command that decrypts a record, run by a real shell with the real openssl: it prints what was encrypted.
class RecordCommandTest {

    private static final byte[] CONTENT = "more than a block of what was said in secret".getBytes(US_ASCII);
    private static final int APPLICATION_DATA = 23;

    @ParameterizedTest
    @CsvSource({
        "TLS_RSA_WITH_AES_128_CBC_SHA, false",
        "TLS_RSA_WITH_AES_256_CBC_SHA256, false",
        "TLS_RSA_WITH_AES_128_CBC_SHA256, true",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, true",
        "TLS_RSA_WITH_AES_128_GCM_SHA256, false",
        "TLS_RSA_WITH_AES_256_GCM_SHA384, false",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, false",
        "TLS_AES_128_GCM_SHA256, false",
        "TLS_AES_256_GCM_SHA384, false",
        "TLS_CHACHA20_POLY1305_SHA256, false"
    })
    void opensslDecryptsWhatTheSuiteEncrypted(String suite, boolean encryptThenMac) throws Exception {
        for (byte[] content : new byte[][] {CONTENT, {}, new byte[200]}) {
            SealedRecords sealed = SealedRecords.of(suite, encryptThenMac, 7);
            List<RecordPart> parts = sealed.protection()
                    .takeApart(3, sealed.seal(3, APPLICATION_DATA, content, 2))
                    .parts();
            assertPrinted(sealed.suite(), sealed.keys(), parts);
        }
    }

    /// The counter of CCM stands elsewhere than that of GCM.
    @ParameterizedTest
    @ValueSource(strings = {"TLS_RSA_WITH_AES_128_CCM", "TLS_RSA_WITH_AES_256_CCM_8"})
    void opensslDecryptsCcmToo(String name) throws Exception {
        CipherSuite suite = CipherSuite.named(name).orElseThrow();
        Bytes key = Bytes.of(new byte[suite.keyLength()]);
        RecordKeys keys = new RecordKeys(Bytes.EMPTY, key, Bytes.parse("01020304"));
        byte[] explicit = Bytes.parse("1122334455667788").toArray();
        AesCcm cipher = new AesCcm(key, name.endsWith("_8") ? 8 : 16);
        byte[] additional =
                SealedRecords.join(new byte[8], new byte[] {APPLICATION_DATA, 3, 3, 0, (byte) CONTENT.length});
        byte[] sealed = cipher.seal(keys.iv().plus(Bytes.of(explicit)).toArray(), additional, CONTENT);
        byte[] header = {APPLICATION_DATA, 3, 3, 0, (byte) (explicit.length + sealed.length)};
        OpenedRecord opened = RecordProtection.of(suite, false, "client", keys)
                .orElseThrow()
                .takeApart(0, SealedRecords.join(header, explicit, sealed));
        assertThat(opened.content()).isEqualTo(Bytes.of(CONTENT));
        assertPrinted(suite, keys, opened.parts());
    }

    @Test
    void whatIsPrintedIsAllThatWasEncrypted() {
        SealedRecords sealed = SealedRecords.of("TLS_AES_128_GCM_SHA256", false, 7);
        OpenedRecord opened = sealed.protection().takeApart(0, sealed.seal(0, APPLICATION_DATA, CONTENT, 2));
        assertThat(RecordCommand.printed(opened.parts()))
                .isEqualTo(Bytes.of(CONTENT).plus(Bytes.parse("170000")));
    }

    private static void assertPrinted(CipherSuite suite, RecordKeys keys, List<RecordPart> parts) throws Exception {
        Tools.require("openssl");
        String command = RecordCommand.of(suite, keys, parts).orElseThrow();
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(printed).as(command).isEqualTo(RecordCommand.printed(parts) + "\n");
    }
}
