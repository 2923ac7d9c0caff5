package org.wirelab.client.tcp.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.LinkType;
import org.wirelab.wire.Octets;
import org.wirelab.wire.PacketScan;

/// Packets as a capture on all interfaces shows them: through a container's interface (7), the bridge (4) and the
/// network card (2) of one host.
class FirstInterfaceTest {

    private static final long START = 1_700_000_000_000_000_000L;
    private static final long MILLISECOND = 1_000_000;

    private static final String CLIENT = "c0000201"; // 192.0.2.1
    private static final String SERVER = "c0000202";
    private static final String THERE = CLIENT + SERVER + "9c40 1b59";
    private static final String BACK = SERVER + CLIENT + "1b59 9c40";

    private final FirstInterface choice = new FirstInterface();
    private final PacketScan scan = new PacketScan();

    @Test
    void aPacketThatCrossesThreeInterfacesIsHeardOnceWhereItWasSeenFirst() {
        assertThat(heard(0, 7, THERE)).isTrue();
        assertThat(heard(0, 4, THERE)).isFalse();
        assertThat(heard(0, 2, THERE)).isFalse();
        assertThat(heard(1, 7, THERE)).as("the next packet").isTrue();
        assertThat(heard(1, 2, THERE)).isFalse();
    }

    @Test
    void theWayBackBeginsAtItsOwnFirstInterface() {
        assertThat(heard(0, 7, THERE)).isTrue();
        assertThat(heard(1, 2, BACK)).isTrue();
        assertThat(heard(1, 7, BACK)).isFalse();
        assertThat(heard(2, 7, THERE)).isTrue();
    }

    @Test
    void anotherConnectionOfTheSameHostsHasAChoiceOfItsOwn() {
        assertThat(heard(0, 7, THERE)).isTrue();
        assertThat(heard(0, 2, CLIENT + SERVER + "9c41 1b59")).isTrue();
    }

    @Test
    void whereTheFirstInterfaceFallsSilentAnotherTakesItsPlace() {
        assertThat(heard(0, 7, THERE)).isTrue();
        assertThat(heard(199, 4, THERE)).isFalse();
        assertThat(heard(200, 4, THERE)).isTrue();
        assertThat(heard(201, 7, THERE)).isFalse();
    }

    @Test
    void aCaptureOfOneInterfaceIsHeardWhole() {
        String header = "000000000000 000000000000 0800";
        assertThat(takes(frame(LinkType.ETHERNET, 0, header, THERE))).isTrue();
        assertThat(takes(frame(LinkType.ETHERNET, 0, header, THERE))).isTrue();
    }

    /// Whether a frame of Linux cooked v2 is taken: its header tells the protocol, two reserved octets, the
    /// number of the interface, its kind, the packet's direction and the sender's address.
    private boolean heard(long milliseconds, int interfaceNumber, String packet) {
        String header = "0800 0000 %08x 0001 00 06 0000000000000000".formatted(interfaceNumber);
        return takes(frame(LinkType.LINUX_SLL2, milliseconds, header, packet));
    }

    private boolean takes(CapturedFrame frame) {
        assertThat(scan.scan(frame)).isTrue();
        return choice.takes(frame, scan);
    }

    /// @param packet both addresses and both ports
    private static CapturedFrame frame(LinkType type, long milliseconds, String header, String packet) {
        String ip = "4500 0028 0000 4000 4006 0000";
        String tcp = "00000001 00000000 5002 ffff 0000 0000";
        byte[] bytes = HexFormat.of().parseHex((header + ip + packet + tcp).replace(" ", ""));
        return new CapturedFrame(START + milliseconds * MILLISECOND, "any", type, bytes.length, Octets.of(bytes));
    }
}
