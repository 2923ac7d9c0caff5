package org.wirelab.arq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wirelab.link.Direction;
import org.wirelab.link.LinkObservation;
import org.wirelab.link.LinkPacket;
import org.wirelab.trace.Concluding;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;
import org.wirelab.wire.Octets;
import org.wirelab.wire.SequenceNumber;

/// Datagrams of transfers, seen by a capture and by the emulated link: which frame it was.
class CapturedTransfersTest {

    private static final String CLIENT = "192.0.2.1:40001";
    private static final String SERVER = "192.0.2.2:7003";
    private static final Conversation CONVERSATION = Conversation.between(CLIENT, SERVER);
    private static final int ID = 77;

    private final CapturedTransfers captured = new CapturedTransfers();
    private final LinkWitness witness = new LinkWitness();

    @Test
    void aDataFrameIsCountedFromTheOpeningOn() {
        read(open(3, 6));
        assertThat(read(data(6, 1)).dataFrame()).isEqualTo(1);
        assertThat(read(data(7, 1)).dataFrame()).isEqualTo(2);
    }

    @Test
    void numbersThatReturnAreFollowedAroundTheirCircle() {
        read(open(3, 6));
        for (int frame = 1; frame <= 30; frame++) {
            assertThat(read(data((5 + frame) % 8, 1)).dataFrame()).isEqualTo(frame);
        }
        // one that is sent again, behind others
        assertThat(read(data((5 + 28) % 8, 2)).dataFrame()).isEqualTo(28);
    }

    @Test
    void withoutTheOpeningNobodyKnowsWhichFrameItIs() {
        assertThat(read(data(6, 1)).dataFrame()).isNull();
        assertThat(read(data(6, 1)).identity()).isNull();
    }

    @Test
    void itIsTheSameEventAsWhatTheSenderSays() {
        read(open(32, 1));
        assertThat(read(data(7, 2)).identity()).isEqualTo(sent(7, 2).identity());
        assertThat(read(new Frame.Ack(ID, 9, new SequenceNumber(8), 4, new SequenceNumber(7)))
                        .identity())
                .isEqualTo(
                        new ArqArrow.AckSent(SERVER, CLIENT, ID, 9, 8, new SequenceNumber(8), 4, 7L, false).identity());
    }

    @Test
    void whatIsNoFrameIsNoneOfIt() {
        assertThat(captured.read(CLIENT, SERVER, Octets.of(new byte[100]), () -> 1))
                .isEmpty();
    }

    @Test
    void aDatagramThatTheLinkDropsIsTheFrameThatTheSenderHasSent() {
        conclude(SENDER, sent(7, 1));
        OnTheLink lost = conclude(LINK, dropped(data(7, 1))).orElseThrow();
        assertThat(lost.frame()).isEqualTo(7);
        assertThat(lost.fate()).isEqualTo("lost");
        assertThat(lost.rule()).isEqualTo("drop 7");
        assertThat(lost.identity()).isEqualTo(sent(7, 1).identity());
        assertThat(lost.title()).isEqualTo("frame 7 lost");
    }

    @Test
    void aFrameThatNobodyHasToldIsLostWithoutANumber() {
        conclude(SENDER, sent(6, 1));
        OnTheLink lost = conclude(LINK, dropped(data(7, 1))).orElseThrow();
        assertThat(lost.frame()).isNull();
        assertThat(lost.title()).isEqualTo("data lost");
    }

    @Test
    void aTransferWhoseSenderTellsNothingIsLeftToTheLinksOwnLog() {
        assertThat(conclude(LINK, dropped(data(7, 1)))).isEmpty();
    }

    @Test
    void aDatagramOfSomebodyElseIsNoFrame() {
        LinkPacket stranger = new LinkPacket(CLIENT, SERVER, "udp", 40, null, null, null, 12, "000102");
        assertThat(conclude(LINK, new LinkObservation.Dropped(Direction.TO_SERVER, 1, "loss", stranger)))
                .isEmpty();
    }

    private static final Vantage SENDER = new Vantage(Source.ARQ, Side.CLIENT);
    private static final Vantage LINK = new Vantage(Source.LINK, Side.LINK);

    private Optional<OnTheLink> conclude(Vantage vantage, Observation observation) {
        return witness.from(new Entry(1, 1, TimeSource.PROCESS, vantage, CONVERSATION, observation)).stream()
                .map(Concluding.Conclusion::observation)
                .map(OnTheLink.class::cast)
                .findFirst();
    }

    private static LinkObservation dropped(Frame frame) {
        byte[] datagram = new FrameCodec().encode(frame);
        String head = HexFormat.of().formatHex(datagram, 0, LinkPacket.HEAD);
        LinkPacket packet =
                new LinkPacket(CLIENT, SERVER, "udp", 28 + datagram.length, null, null, null, datagram.length, head);
        return new LinkObservation.Dropped(Direction.TO_SERVER, 8, "drop 7", packet);
    }

    private ArqPacket read(Frame frame) {
        return captured.read(CLIENT, SERVER, Octets.of(new FrameCodec().encode(frame)), () -> 3)
                .orElseThrow();
    }

    private static Frame open(int bits, int first) {
        return new Frame.Open(ID, 1, Protocol.GO_BACK_N, bits, 3, 100, 10_000, new SequenceNumber(first), 0);
    }

    private static Frame data(long number, int attempt) {
        return new Frame.Data(ID, attempt, new SequenceNumber(number), false, new byte[20]);
    }

    private static ArqArrow.Sent sent(long frame, int attempt) {
        return new ArqArrow.Sent(
                CLIENT,
                SERVER,
                ID,
                frame,
                new SequenceNumber(frame),
                attempt,
                20,
                false,
                Cause.FIRST,
                frame,
                frame + 1,
                frame + 4);
    }
}
