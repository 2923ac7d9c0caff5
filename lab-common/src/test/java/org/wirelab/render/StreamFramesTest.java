package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wirelab.trace.Carrier;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

class StreamFramesTest {

    private static final Conversation CONVERSATION = Conversation.between("a", "b");
    private static final Vantage CLIENT = new Vantage(Source.CAPTURE, Side.CLIENT);
    private static final Vantage SERVER = new Vantage(Source.CAPTURE, Side.SERVER);

    private final StreamFrames frames = new StreamFrames();

    record Packet(String from, boolean beginsStream, long firstOctet, int length, int frame) implements Carrier {}

    @Test
    void anOctetIsFoundInTheFrameThatHoldsIt() {
        begins("a", 1000, 1);
        data("a", 1000, 100, 2);
        data("a", 1100, 100, 3);
        assertThat(frames.of(octet("a", 1))).containsExactly(2);
        assertThat(frames.of(octet("a", 100))).containsExactly(2);
        assertThat(frames.of(octet("a", 101))).containsExactly(3);
        assertThat(frames.of(octet("a", 200))).containsExactly(3);
        assertThat(frames.of(octet("a", 201))).isEmpty();
    }

    @Test
    void numbersGoRoundTheCircle() {
        begins("a", (1L << 32) - 10, 1);
        data("a", (1L << 32) - 10, 10, 2);
        data("a", 0, 10, 3);
        assertThat(frames.of(octet("a", 10))).containsExactly(2);
        assertThat(frames.of(octet("a", 11))).containsExactly(3);
    }

    @Test
    void aStreamLongerThanTheCircleGoesOn() {
        begins("a", 7, 1);
        int length = 1 << 30;
        for (int i = 0; i < 6; i++) {
            data("a", (7 + (long) i * length) % (1L << 32), length, 2 + i);
        }
        assertThat(frames.of(octet("a", 1))).containsExactly(2);
        assertThat(frames.of(octet("a", 4L * length + 1))).containsExactly(6);
        assertThat(frames.of(octet("a", 6L * length))).containsExactly(7);
    }

    @Test
    void theFirstTransmissionCountsAndWhatCameLateIsFoundInItsPlace() {
        begins("a", 1, 1);
        data("a", 101, 100, 2);
        data("a", 1, 100, 3);
        data("a", 1, 200, 4);
        assertThat(frames.of(octet("a", 50))).containsExactly(3);
        assertThat(frames.of(octet("a", 150))).containsExactly(2);
    }

    @Test
    void theSynItselfMayBringData() {
        frames.add(CLIENT, CONVERSATION, new Packet("a", true, 501, 20, 1));
        data("a", 521, 20, 2);
        assertThat(frames.of(octet("a", 20))).containsExactly(1);
        assertThat(frames.of(octet("a", 21))).containsExactly(2);
    }

    @Test
    void eachDirectionHasItsOwnStreamAndEachVantageItsOwnFrame() {
        begins("a", 1, 1);
        begins("b", 1, 2);
        data("a", 1, 10, 3);
        data("b", 1, 10, 4);
        frames.add(SERVER, CONVERSATION, new Packet("a", true, 1, 0, 5));
        frames.add(SERVER, CONVERSATION, new Packet("a", false, 1, 10, 6));
        assertThat(frames.of(octet("a", 1))).containsExactly(3, 6);
        assertThat(frames.of(octet("b", 1))).containsExactly(4);
        assertThat(frames.of(new StreamFrames.Octet(new Conversation("other"), "a", 1)))
                .isEmpty();
    }

    @Test
    void aStreamWhoseBeginningWasNotSeenHasNoFrames() {
        data("a", 1, 10, 1);
        assertThat(frames.of(octet("a", 1))).isEmpty();
    }

    private void begins(String from, long firstOctet, int frame) {
        frames.add(CLIENT, CONVERSATION, new Packet(from, true, firstOctet, 0, frame));
    }

    private void data(String from, long firstOctet, int length, int frame) {
        frames.add(CLIENT, CONVERSATION, new Packet(from, false, firstOctet, length, frame));
    }

    private static StreamFrames.Octet octet(String from, long number) {
        return new StreamFrames.Octet(CONVERSATION, from, number);
    }
}
