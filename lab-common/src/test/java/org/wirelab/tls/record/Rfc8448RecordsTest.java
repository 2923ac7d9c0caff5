package org.wirelab.tls.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;

/// Protected records of the handshake in RFC 8448 §3, opened with its traffic secrets.
class Rfc8448RecordsTest {

    private static final CipherSuite SUITE =
            CipherSuite.named("TLS_AES_128_GCM_SHA256").orElseThrow();
    private static final Bytes CLIENT_HANDSHAKE =
            Bytes.parse("b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21");
    private static final Bytes CLIENT_APPLICATION =
            Bytes.parse("9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5");
    private static final Bytes SERVER_APPLICATION =
            Bytes.parse("a11af9f05531f856ad47116b45a950328204b4f44bfb6b3a4b4f1f3fcb631643");

    private static OpenedRecord opened(Bytes secret, long sequence, String record) {
        return RecordProtection.of(SUITE, false, "client", RecordKeys.ofTrafficSecret(SUITE, secret))
                .orElseThrow()
                .takeApart(sequence, HexFormat.of().parseHex(record.replace(" ", "")));
    }

    @Test
    void theClientsKeyAndIvAreThoseOfTheRfc() {
        RecordKeys keys = RecordKeys.ofTrafficSecret(SUITE, CLIENT_HANDSHAKE);
        assertThat(keys.key()).hasToString("dbfaa693d1762c5b666af5d950258d01");
        assertThat(keys.iv()).hasToString("5bd3c71b836e0b76bb73265f");
    }

    @Test
    void theClientsFinishedOpens() {
        OpenedRecord finished = opened(
                CLIENT_HANDSHAKE,
                0,
                "1703030035 75ec4dc238cce60b298044a71e219c56cc77b0517fe9b93c7a4bfc44d87f38f80338ac98fc46deb384bd1caeacab"
                        + "6867d726c40546");
        assertThat(finished.contentType()).isEqualTo(RecordHeader.HANDSHAKE);
        assertThat(finished.content())
                .hasToString("14000020a8ec436d677634ae525ac1fcebe11a039ec17694fac6e98527b642f2edd5ce61");
    }

    @Test
    void applicationDataAndAlertsOpenUnderTheirSequenceNumbers() {
        String fifty =
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f"
                        + "3031";
        String record =
                "1703030043 a23f7054b62c94d0affafe8228ba55cbefacea42f914aa66bcab3f2b9819a8a5b46b395bd54a9a20441e"
                        + "2b62974e1f5a6292a2977014bd1e3deae63aeebb21694915e4";
        assertThat(opened(CLIENT_APPLICATION, 0, record).content()).hasToString(fifty);
        assertThat(opened(CLIENT_APPLICATION, 0, record).contentType()).isEqualTo(RecordHeader.APPLICATION_DATA);
        assertThat(opened(CLIENT_APPLICATION, 1, record).failed()).contains(RecordCheck.TAG);

        OpenedRecord alert = opened(CLIENT_APPLICATION, 1, "1703030013 c9872760655666b74d7ff1153efd6db6d0b0e3");
        assertThat(alert.contentType()).isEqualTo(RecordHeader.ALERT);
        assertThat(alert.content()).hasToString("0100");
        assertThat(opened(SERVER_APPLICATION, 2, "1703030013 b58fd67166ebf599d24720cfbe7efa7a8864a9")
                        .content())
                .hasToString("0100");
    }

    @Test
    void theNonceIsTheIvXorTheSequenceNumber() {
        OpenedRecord alert = opened(CLIENT_APPLICATION, 1, "1703030013 c9872760655666b74d7ff1153efd6db6d0b0e3");
        RecordPart nonce = alert.parts().stream()
                .filter(part -> part.name().equals("nonce"))
                .findFirst()
                .orElseThrow();
        assertThat(nonce.bytes().toString()).isEqualTo("5b78923dee08579033e523d8");
        assertThat(nonce.arguments()).contains("5b78923dee08579033e523d9", "1");
    }
}
