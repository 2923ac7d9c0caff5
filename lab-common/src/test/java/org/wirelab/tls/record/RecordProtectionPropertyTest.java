package org.wirelab.tls.record;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What a sender protects opens to what it was; what anybody changed on the way, be it one bit, does not open.
class RecordProtectionPropertyTest {

    @Provide
    Arbitrary<SealedRecords> senders() {
        return Combinators.combine(
                        Arbitraries.of(
                                "TLS_RSA_WITH_AES_128_CBC_SHA",
                                "TLS_RSA_WITH_AES_128_CBC_SHA256",
                                "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                                "TLS_RSA_WITH_AES_128_GCM_SHA256",
                                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                                "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                                "TLS_AES_128_GCM_SHA256",
                                "TLS_AES_256_GCM_SHA384",
                                "TLS_CHACHA20_POLY1305_SHA256"),
                        Arbitraries.of(true, false),
                        Arbitraries.longs())
                .as(SealedRecords::of);
    }

    @Property(tries = 300)
    void whatWasSealedOpensToWhatItWas(
            @ForAll("senders") SealedRecords sender,
            @ForAll long sequence,
            @ForAll @IntRange(min = 20, max = 24) int type,
            @ForAll @Size(max = 300) byte[] content,
            @ForAll @IntRange(max = 20) int padding) {
        OpenedRecord opened = sender.protection().open(sequence, sender.seal(sequence, type, content, padding));

        assertThat(opened.failed()).isEmpty();
        assertThat(opened.contentType()).isEqualTo(type);
        assertThat(opened.content().toArray()).isEqualTo(content);
        assertThat(opened.parts()).isEmpty();
    }

    @Property(tries = 300)
    void aFlippedBitAnywhereIsNoticed(
            @ForAll("senders") SealedRecords sender,
            @ForAll long sequence,
            @ForAll @Size(max = 100) byte[] content,
            @ForAll @IntRange(max = 20) int padding,
            @ForAll @IntRange(min = 0) int bit) {
        byte[] record = sender.seal(sequence, 23, content, padding);
        int at = bit % (8 * record.length);
        record[at / 8] ^= (byte) (1 << at % 8);

        OpenedRecord opened = sender.protection().takeApart(sequence, record);

        assertThat(opened.opened()).isFalse();
        assertThat(opened.content().length()).isZero();
        assertThat(opened.parts()).isNotEmpty();
    }

    @Property(tries = 100)
    void aRecordOpensUnderItsOwnSequenceNumberOnly(
            @ForAll("senders") SealedRecords sender, @ForAll long sequence, @ForAll long other) {
        byte[] record = sender.seal(sequence, 22, new byte[20], 0);
        assertThat(sender.protection().open(other, record).opened()).isEqualTo(other == sequence);
    }

    @Property(tries = 200)
    void anyBytesAreToldWithoutAnException(
            @ForAll("senders") SealedRecords sender, @ForAll @Size(max = 200) byte[] bytes) {
        OpenedRecord opened = sender.protection().takeApart(0, bytes);
        assertThat(opened.opened()).isFalse();
        int at = 0;
        for (RecordPart part : opened.parts()) {
            if (part.place() == RecordPart.Place.WIRE) {
                assertThat(part.offset()).isEqualTo(at);
                at += part.length();
            }
        }
        assertThat(at).isLessThanOrEqualTo(bytes.length);
    }
}
