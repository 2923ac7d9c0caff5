package org.wirelab.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.posix.OverflowSocket;
import org.wirelab.posix.Posix;

class DropCountersTest {

    private static final List<String> UDP = List.of(
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops",
            "  123: 0100007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0000000000000000 0",
            "  214: 020200C0:1B62 00000000:0000 07 00000000:00001180 00:00000000 00000000  1000        0 7 2 0000000000000000 46");

    private static final List<String> SNMP = List.of(
            "Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors",
            "Udp: 12 0 46 58 46 0",
            "UdpLite: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors",
            "UdpLite: 0 0 0 0 0 0");

    @Test
    void theTableOfSocketsHasTheDropsOfEachPort() {
        assertThat(DropCounters.dropsOf(7010, UDP)).hasValue(46);
        assertThat(DropCounters.dropsOf(53, UDP)).hasValue(0);
        assertThat(DropCounters.dropsOf(7011, UDP)).isEmpty();
        assertThat(DropCounters.dropsOf(7011, List.of("x", ""))).isEmpty();
    }

    @Test
    void theHostsCountersAreFoundByTheirNames() {
        assertThat(DropCounters.inColumns("Udp:", "RcvbufErrors", SNMP)).hasValue(46);
        assertThat(DropCounters.inColumns("Udp:", "MemErrors", SNMP)).isEmpty();
        assertThat(DropCounters.inColumns("Tcp:", "RcvbufErrors", SNMP)).isEmpty();
        assertThat(DropCounters.named(
                        "Udp6RcvbufErrors", List.of("Udp6InDatagrams                  4", "Udp6RcvbufErrors   9")))
                .hasValue(9);
    }

    @Test
    void anAnswerOfNetlinkWithoutTheSocketsMemorySaysNothing() {
        ByteBuffer answer = ByteBuffer.allocate(72 + 4 + 36).order(ByteOrder.nativeOrder());
        assertThat(DropCounters.drops(answer)).isEqualTo(-1);
        answer.putShort(72, (short) 40).putShort(74, (short) 7).putInt(72 + 4 + 32, 46);
        assertThat(DropCounters.drops(answer.duplicate())).isEqualTo(46);
        assertThat(DropCounters.drops(answer.duplicate().limit(90))).isEqualTo(-1);
    }

    /// On a real socket whose buffer is full: whoever is asked, the answer is the same.
    @Test
    void allCountersOfAFullSocketAgree() throws Exception {
        assumeTrue(Posix.available(), "Linux only");
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        int sent = 200;
        try (OverflowSocket socket = OverflowSocket.open(new InetSocketAddress(loopback, 0), 4096);
                DatagramSocket sender = new DatagramSocket()) {
            byte[] payload = new byte[1000];
            for (int i = 0; i < sent; i++) {
                sender.send(new DatagramPacket(payload, payload.length, socket.local()));
            }
            long dropped = socket.dropped();
            int queued = 0;
            while (socket.receive()) {
                queued++;
                assertThat(socket.payload().remaining()).isEqualTo(1000);
            }
            assertThat(dropped).isPositive().isEqualTo(sent - queued);
            // a kernel may be without udp_diag: it says nothing then, and nothing wrong
            assertThat(DropCounters.byNetlink(socket.local()).orElse(dropped)).isEqualTo(dropped);
            assertThat(DropCounters.byText(socket.local())).hasValue(dropped);
            // the word that comes with a datagram is that of the moment in which it was queued
            sender.send(new DatagramPacket(payload, payload.length, socket.local()));
            assertThat(socket.awaitDatagram(1_000_000_000L)).isTrue();
            assertThat(socket.receive()).isTrue();
            assertThat(socket.droppedBefore()).isEqualTo(dropped);
            assertThat(socket.sender()).isEqualTo(new InetSocketAddress(loopback, sender.getLocalPort()));
        }
    }
}
