package org.wirelab.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpInfoTest {

    private static ByteBuffer struct(int length) {
        ByteBuffer struct = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        struct.put(0, (byte) 1).put(1, (byte) 3).put(6, (byte) 0xa7);
        struct.putInt(8, 204_000)
                .putInt(24, 5)
                .putInt(68, 120)
                .putInt(76, 50)
                .putInt(80, 10)
                .putInt(100, 2);
        if (length >= 240) {
            struct.putLong(120, 1L << 33).putInt(148, 80).putInt(228, 65536).putInt(232, 32768);
        }
        return struct;
    }

    @Test
    void theFullStructureIsReadFieldByField() {
        TcpInfo info = TcpInfo.parse("a", "b", struct(240)).orElseThrow();
        assertThat(info.state()).isEqualTo("ESTABLISHED");
        assertThat(info.caState()).isEqualTo("recovery");
        assertThat(info.sendScale()).isEqualTo(7);
        assertThat(info.receiveScale()).isEqualTo(10);
        assertThat(info.cwnd()).isEqualTo(10);
        assertThat(info.ssthresh()).isEqualTo(50);
        assertThat(info.rttMicros()).isEqualTo(120);
        assertThat(info.rtoMicros()).isEqualTo(204_000);
        assertThat(info.totalRetrans()).isEqualTo(2);
        assertThat(info.bytesAcked()).isEqualTo(1L << 33);
        assertThat(info.minRttMicros()).isEqualTo(80);
        assertThat(info.sendWindow()).isEqualTo(65536);
        assertThat(info.receiveWindow()).isEqualTo(32768);
    }

    @Test
    void whatAnOlderKernelDoesNotGiveIsNotMadeUp() {
        TcpInfo info = TcpInfo.parse("a", "b", struct(104)).orElseThrow();
        assertThat(info.cwnd()).isEqualTo(10);
        assertThat(info.bytesAcked()).isNull();
        assertThat(info.sendWindow()).isNull();
        assertThat(info.values()).doesNotContainKey("snd_wnd");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 103})
    void aStructureShorterThanAnyKernelsIsNone(int length) {
        assertThat(TcpInfo.parse("a", "b", ByteBuffer.allocate(length))).isEmpty();
    }

    @Test
    void theThresholdThatIsNotSetYetIsNone() {
        ByteBuffer struct = struct(240).putInt(76, 0x7fff_ffff).putInt(148, -1);
        TcpInfo info = TcpInfo.parse("a", "b", struct).orElseThrow();
        assertThat(info.ssthresh()).isNull();
        assertThat(info.minRttMicros()).isNull();
    }

    @Test
    void aStateThatLinuxDoesNotNumberIsNone() {
        assertThat(TcpInfo.parse("a", "b", struct(240).put(0, (byte) 99))).isEmpty();
    }
}
