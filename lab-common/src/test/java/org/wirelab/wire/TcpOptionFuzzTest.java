package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Objects;

/// Any bytes as the options of a segment: each byte is an option's, or the place where the list breaks is named.
class TcpOptionFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void allBytesAreAccountedFor(byte[] bytes) {
        byte[] options = Arrays.copyOf(bytes, Math.min(40, (bytes.length + 3) / 4 * 4));
        byte[] header = Frames.bytes(
                Frames.ipv4(6, 20 + options.length),
                "0001 0002 00000001 00000002 %02x10 0200 0000 0000".formatted((20 + options.length) * 4));
        byte[] segment = Arrays.copyOf(header, header.length + options.length);
        System.arraycopy(options, 0, segment, header.length, options.length);
        Packet packet = PacketDecoder.decode(LinkType.RAW, Octets.of(segment));

        TcpHeader tcp = (TcpHeader) Objects.requireNonNull(packet.transport());
        int accounted = 0;
        boolean ended = false;
        boolean malformed = false;
        for (TcpOption option : tcp.options()) {
            assertThat(ended).isFalse();
            ended = option instanceof TcpOption.EndOfOptions;
            malformed |= option instanceof TcpOption.Malformed;
            accounted += option.kind() <= 1 ? 1 : options[accounted + 1];
            assertThat(option.toString()).isNotEmpty();
        }
        if (!ended && accounted < options.length) malformed = true;
        assertThat(packet.malformed() != null).isEqualTo(malformed);
    }
}
