package org.wirelab.arq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.wirelab.wire.SequenceNumber;

/// Frames as datagrams, and what is no frame.
class FrameCodecTest {

    private final FrameCodec codec = new FrameCodec();

    @Property(tries = 2000)
    void aFrameIsReadAsItWasWritten(@ForAll("frames") Frame frame) {
        byte[] datagram = codec.encode(frame);
        assertThat(datagram).hasSize(FrameCodec.length(frame));
        assertThat(codec.decode(ByteBuffer.wrap(datagram)))
                .usingRecursiveComparison()
                .isEqualTo(new Decoded.Whole(frame));
    }

    /// CRC-32C finds every burst of up to 32 bits.
    @Property(tries = 2000)
    void aDamagedDatagramIsRecognised(@ForAll("frames") Frame frame, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] datagram = codec.encode(frame);
        int at = random.nextInt(datagram.length);
        for (int i = at; i < Math.min(at + 1 + random.nextInt(4), datagram.length); i++) {
            datagram[i] ^= (byte) (1 + random.nextInt(255));
        }
        assertThat(codec.decode(ByteBuffer.wrap(datagram))).isInstanceOf(Decoded.Damaged.class);
    }

    @Property(tries = 500)
    void aDatagramThatWasCutIsRecognised(@ForAll("frames") Frame frame, @ForAll long seed) {
        byte[] datagram = codec.encode(frame);
        int length = new Random(seed).nextInt(datagram.length);
        assertThat(codec.decode(ByteBuffer.wrap(datagram, 0, length))).isInstanceOf(Decoded.Damaged.class);
    }

    @Property(tries = 2000)
    void whateverIsNoFrameIsAnOutcome(@ForAll @Size(max = 100) byte[] octets) {
        ByteBuffer datagram = ByteBuffer.wrap(octets);
        assertThat(codec.decode(datagram)).isInstanceOf(Decoded.Damaged.class);
        assertThat(datagram.remaining()).isEqualTo(octets.length);
    }

    @Property(tries = 1000)
    void noAnswerIsLongerThanWhatItAnswers(@ForAll("frames") Frame question, @ForAll("frames") Frame answer) {
        boolean answers = switch (question) {
            case Frame.Open _ -> answer instanceof Frame.Accepted || answer instanceof Frame.Refused;
            case Frame.Data _ -> answer instanceof Frame.Ack;
            case Frame.Done _ -> answer instanceof Frame.Report;
            case Frame.Accepted _, Frame.Refused _, Frame.Ack _, Frame.Report _ -> false;
        };
        if (answers) {
            assertThat(codec.encode(answer)).hasSizeLessThanOrEqualTo(codec.encode(question).length);
        }
    }

    @Provide
    Arbitrary<Frame> frames() {
        Arbitrary<Integer> id = Arbitraries.integers();
        Arbitrary<Integer> count = Arbitraries.integers();
        Arbitrary<SequenceNumber> number =
                Arbitraries.longs().between(0, 0xffff_ffffL).map(SequenceNumber::new);
        Arbitrary<Long> window = Arbitraries.longs().between(0, 0xffff_ffffL);
        Arbitrary<Long> positive = Arbitraries.longs().between(0, Long.MAX_VALUE / 2);
        Arbitrary<byte[]> payload = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        Arbitrary<byte[]> sha = Arbitraries.bytes().array(byte[].class).ofSize(32);
        Arbitrary<String> reason = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("._")
                .ofMinLength(1)
                .ofMaxLength(55);
        Arbitrary<Integer> frameOctets = Arbitraries.integers().between(1, FrameCodec.LONGEST_PAYLOAD);
        Arbitrary<Frame> open = Combinators.combine(id, count, frameOctets, positive, number, positive)
                .as((i, c, f, o, n, r) -> new Frame.Open(i, c, Protocol.SELECTIVE_REPEAT, 32, f, f, o, n, r));
        return Arbitraries.oneOf(Stream.<Arbitrary<? extends Frame>>of(
                        open,
                        Combinators.combine(id, count, window).as(Frame.Accepted::new),
                        Combinators.combine(id, count, reason).as(Frame.Refused::new),
                        Combinators.combine(id, count, number, Arbitraries.of(true, false), payload)
                                .as(Frame.Data::new),
                        Combinators.combine(id, count, number, window, number).as(Frame.Ack::new),
                        Combinators.combine(id, count).as(Frame.Done::new),
                        Combinators.combine(id, count, positive, sha, positive, positive)
                                .as(Frame.Report::new))
                .map(each -> each.map(frame -> (Frame) frame))
                .toList());
    }
}
