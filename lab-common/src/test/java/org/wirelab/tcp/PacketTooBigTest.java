package org.wirelab.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wirelab.trace.Conversation;
import org.wirelab.wire.LinkType;
import org.wirelab.wire.Octets;
import org.wirelab.wire.PacketDecoder;
import org.wirelab.wire.SequenceNumber;

/// What a router says of a segment that was too big, octet by octet.
class PacketTooBigTest {

    /// 192.0.2.1:40000 → 192.0.2.2:7001, seq 1000: only the header and what the message quotes of it.
    private static final String SEGMENT_V4 = "450005dc000140004006" + "0000" + "c0000201c0000202" + "9c401b59"
            + "000003e8000003e9" + "8010003f00000000" + "0101080a0000000100000002";

    private static Optional<PacketTooBig> message(String hex) {
        return PacketTooBig.of(java.util.Objects.requireNonNull(
                PacketDecoder.decode(LinkType.RAW, Octets.of(HexFormat.of().parseHex(hex)))
                        .network()));
    }

    private static String icmpV4(String type, String code, String mtu) {
        String icmp = type + code + "0000" + "0000" + mtu + SEGMENT_V4;
        int length = 20 + icmp.length() / 2;
        return "4500" + String.format("%04x", length) + "00010000" + "4001" + "0000" + "c00002fe" + "c0000201" + icmp;
    }

    @Test
    void fragmentationNeededNamesTheRouterTheSizeAndTheSegment() {
        PacketTooBig message = message(icmpV4("03", "04", "0578")).orElseThrow();
        assertThat(message)
                .isEqualTo(new PacketTooBig(
                        "192.0.2.254", "192.0.2.1:40000", "192.0.2.2:7001", 1400, SequenceNumber.of(1000), 0));
        assertThat(message.isAbout(Conversation.between("192.0.2.1:40000", "192.0.2.2:7001")))
                .isTrue();
        assertThat(message.isAbout(Conversation.between("192.0.2.1:40001", "192.0.2.2:7001")))
                .isFalse();
        assertThat(message.inFrame(7).frame()).isEqualTo(7);
    }

    @Test
    void anotherIcmpMessageIsNone() {
        assertThat(message(icmpV4("03", "03", "0000"))).isEmpty();
        assertThat(message(icmpV4("08", "00", "0000"))).isEmpty();
    }

    @Test
    void aMessageThatQuotesTooLittleIsNone() {
        String whole = icmpV4("03", "04", "0578");
        String cut = "4500001c" + whole.substring(8, 56);
        assertThat(message(cut)).isEmpty();
    }

    @Test
    void packetTooBigOfIpv6IsTheSame() {
        String quoted = "6000000000140640" + "20010db8000000000000000000000001" + "20010db8000000000000000000000002"
                + "9c401b59000003e8000003e95010003f00000000";
        String icmp = "02000000" + "00000578" + quoted;
        String packet = "60000000" + String.format("%04x", icmp.length() / 2) + "3a40"
                + "20010db80000000000000000000000fe" + "20010db8000000000000000000000001" + icmp;
        assertThat(message(packet).orElseThrow()).satisfies(found -> {
            assertThat(found.mtu()).isEqualTo(1400);
            assertThat(found.src()).isEqualTo("[2001:db8::1]:40000");
            assertThat(found.sequenceNumber()).isEqualTo(SequenceNumber.of(1000));
        });
    }
}
