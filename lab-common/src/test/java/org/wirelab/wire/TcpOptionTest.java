package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.wire.Frames.octets;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpOptionTest {
    @Test
    void eachCommonOptionHasItsMeaning() {
        String digest = "000102030405060708090a0b0c0d0e0f";
        assertThat(options("1c04 8005 1312" + digest + "0000"))
                .containsExactly(
                        new TcpOption.UserTimeout(5, true),
                        new TcpOption.Md5Signature(octets(digest)),
                        new TcpOption.EndOfOptions());
        assertThat(options("1d10 01 02 000102030405060708090a0b 2202 220a 0102030405060708"))
                .containsExactly(
                        new TcpOption.Authentication(1, 2, octets("000102030405060708090a0b")),
                        new TcpOption.FastOpen(Octets.EMPTY),
                        new TcpOption.FastOpen(octets("0102030405060708")));
        assertThat(options("1e04 0181 fe04 f989 fd08 e2d4c3d9 0001"))
                .containsExactly(
                        new TcpOption.Multipath(0, octets("0181")),
                        new TcpOption.Experimental(254, 0xf989, Octets.EMPTY),
                        new TcpOption.Experimental(253, 0xe2d4, octets("c3d90001")));
        assertThat(new TcpOption.Multipath(1, octets("10")).name()).isEqualTo("MP_JOIN");
    }

    @ParameterizedTest
    @CsvSource({
        "0203 05, option 2 (maximum segment size) has length 3",
        "0304 0505, option 3 (window scale) has length 4",
        "0403 00, option 4 (SACK permitted) has length 3",
        "0509 00000000000000, option 5 (SACK) has length 9",
        "0502, option 5 (SACK) has length 2",
        "0806 00000001, option 8 (timestamps) has length 6",
        "1304 0000, option 19 (MD5 signature) has length 4",
        "1c03 00, option 28 (user timeout) has length 3",
        "1d03 00, option 29 (TCP-AO) has length 3",
        "1e02, option 30 (MPTCP) has length 2",
        "2204 0102, option 34 (Fast Open) has length 4",
        "2207 0102030405, option 34 (Fast Open) has length 7",
        "fd03 00, option 253 (experiment) has length 3",
    })
    void aKnownOptionOfAnImpossibleLengthIsMalformedAndNamed(String bytes, String problem) {
        Packet packet = segment(bytes + "01".repeat((4 - Frames.bytes(bytes).length % 4) % 4));

        assertThat(packet.malformed()).hasToString("offset 40: TCP: " + problem);
        TcpHeader tcp = (TcpHeader) java.util.Objects.requireNonNull(packet.transport());
        assertThat(tcp.options().getFirst())
                .isInstanceOfSatisfying(
                        TcpOption.Malformed.class,
                        malformed -> assertThat(malformed.problem()).isEqualTo(problem));
    }

    private static List<TcpOption> options(String bytes) {
        Packet packet = segment(bytes);
        assertThat(packet.malformed()).isNull();
        return ((TcpHeader) java.util.Objects.requireNonNull(packet.transport())).options();
    }

    private static Packet segment(String options) {
        int length = 20 + Frames.bytes(options).length;
        String header = "0001 0002 00000001 00000002 %02x10 0200 0000 0000".formatted(length * 4);
        return PacketDecoder.decode(LinkType.RAW, octets(Frames.ipv4(6, length), header, options));
    }
}
