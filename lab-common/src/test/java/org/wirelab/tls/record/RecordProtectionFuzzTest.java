package org.wirelab.tls.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;

/// Any bytes as a protected record: nothing but the owner's own records opens, and what does not is told part by part.
class RecordProtectionFuzzTest {

    private static final List<SealedRecords> SENDERS = List.of(
            SealedRecords.of("TLS_RSA_WITH_AES_128_CBC_SHA256", false, 1),
            SealedRecords.of("TLS_RSA_WITH_AES_128_CBC_SHA256", true, 1),
            SealedRecords.of("TLS_RSA_WITH_AES_128_GCM_SHA256", false, 1),
            SealedRecords.of("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", false, 1),
            SealedRecords.of("TLS_AES_256_GCM_SHA384", false, 1));

    @FuzzTest(maxDuration = "1m")
    void anythingIsToldWithoutAnException(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        SealedRecords sender = SENDERS.get((bytes[0] & 0xff) % SENDERS.size());
        byte[] record = Arrays.copyOfRange(bytes, 1, bytes.length);

        OpenedRecord opened = sender.protection().takeApart(0, record);

        assertThat(opened.opened()).isFalse();
        for (RecordPart part : opened.parts()) {
            assertThat(part.bytes().length()).isEqualTo(part.length());
            if (part.place() == RecordPart.Place.WIRE) {
                assertThat(part.offset() + part.length()).isLessThanOrEqualTo(record.length);
            }
        }
    }
}
