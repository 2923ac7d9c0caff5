package org.wirelab.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.server.tls.FirstMessage.State.COMPLETE;
import static org.wirelab.server.tls.FirstMessage.State.INCOMPLETE;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// When the first bytes of a connection are worth an engine.
class FirstMessageTest {

    @Test
    void aMessageIsCompleteWithItsLastByteHoweverItDrips() {
        byte[] record = hex("16 0301 0008 01000004 aabbccdd");
        FirstMessage message = new FirstMessage(1000);
        for (int i = 0; i < record.length - 1; i++) {
            assertThat(message.add(new byte[] {record[i]})).isEqualTo(INCOMPLETE);
        }
        assertThat(message.add(new byte[] {record[record.length - 1]})).isEqualTo(COMPLETE);
        assertThat(message.bytes()).isEqualTo(record);
    }

    @Test
    void aMessageMayComeInRecordsOfOneByteEach() {
        FirstMessage message = new FirstMessage(1000);
        byte[] body = hex("01000002 aabb");
        for (int i = 0; i < body.length; i++) {
            byte[] record = {22, 3, 1, 0, 1, body[i]};
            assertThat(message.add(record)).isEqualTo(i < body.length - 1 ? INCOMPLETE : COMPLETE);
        }
    }

    @Test
    void whatIsNoHandshakeRecordIsTheEnginesAtOnce() {
        assertThat(new FirstMessage(1000).add("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(COMPLETE);
        assertThat(new FirstMessage(1000).add(hex("16 0301 ffff"))).isEqualTo(COMPLETE);
        assertThat(new FirstMessage(1000).add(hex("16 0301 0000"))).isEqualTo(COMPLETE);
        assertThat(new FirstMessage(1000).add(hex("17 0303 0010"))).isEqualTo(COMPLETE);
    }

    @Test
    void nothingIsWaitedForBeyondTheLimit() {
        byte[] endless = new byte[40];
        Arrays.fill(endless, (byte) 0);
        System.arraycopy(hex("16 0301 4000 01003ffc"), 0, endless, 0, 9);
        assertThat(new FirstMessage(40).add(endless)).isEqualTo(INCOMPLETE);
        assertThat(new FirstMessage(39).add(endless)).isEqualTo(COMPLETE);
    }

    /// Whatever comes, however it is cut: what was kept is what came.
    @Property
    void everyByteIsKept(@ForAll byte[] stream, @ForAll byte cut) {
        int at = stream.length == 0 ? 0 : Math.floorMod(cut, stream.length);
        FirstMessage whole = new FirstMessage(1000);
        FirstMessage cutInTwo = new FirstMessage(1000);
        FirstMessage.State state = whole.add(stream);
        cutInTwo.add(Arrays.copyOf(stream, at));
        assertThat(cutInTwo.add(Arrays.copyOfRange(stream, at, stream.length))).isEqualTo(state);
        assertThat(cutInTwo.bytes()).isEqualTo(stream);
    }

    private static byte[] hex(String spaced) {
        return HexFormat.of().parseHex(spaced.replace(" ", ""));
    }
}
