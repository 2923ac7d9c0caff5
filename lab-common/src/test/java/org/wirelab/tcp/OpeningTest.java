package org.wirelab.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

class OpeningTest {

    @Test
    void theThreeSegmentsConfirmTheFirstThreeSentencesAsTheyPass() {
        Script script = new Script().captureOpens().opened();
        assertThat(script.foundSoFar()).contains("tcp.open.1", "tcp.open.2", "tcp.open.3");
        script.captureCloses(0).gives("open.1 confirmed", "open.2 confirmed", "open.3 confirmed");
    }

    @Test
    void lettersAreTheInitialSequenceNumbers() {
        Script script = new Script().captureOpens().opened();
        assertThat(script.finding("tcp.open.1").letters()).containsEntry("c", "1000");
        assertThat(script.finding("tcp.open.2").letters()).containsEntry("s", "5000");
    }

    @Test
    void synAckForAnotherNumberContradictsTheSecondStep() {
        Script script = new Script().captureOpens().client("SYN", 1000, 0, 0).server("SYN|ACK", 5000, 1000, 0);
        script.gives("open.1 confirmed", "open.2 contradicted");
        assertThat(script.why("tcp.open.2")).isEqualTo("reason.check");
    }

    @Test
    void anAcknowledgmentOfAnotherNumberContradictsTheThirdStep() {
        new Script()
                .captureOpens()
                .client("SYN", 1000, 0, 0)
                .server("SYN|ACK", 5000, 1001, 0)
                .client("ACK", 1001, 5000, 0)
                .gives("open.2 confirmed", "open.3 contradicted");
    }

    @Test
    void sequenceNumbersWrapBetweenSynAndAcknowledgment() {
        new Script()
                .captureOpens()
                .client("SYN", 0xffff_ffffL, 0, 0)
                .server("SYN|ACK", 0xffff_ffffL, 0, 0)
                .client("ACK", 0, 0, 0)
                .captureCloses(0)
                .gives("open.1 confirmed", "open.2 confirmed", "open.3 confirmed");
    }

    @Test
    void aSynThatNobodyAnswersLeavesTheOthersMissing() {
        Script script = new Script().captureOpens().client("SYN", 1000, 0, 0).captureCloses(0);
        script.gives("open.1 confirmed", "open.2 missing", "open.3 missing");
        assertThat(script.why("tcp.open.2")).isEqualTo("reason.absent");
    }

    @Test
    void aCaptureThatDroppedPacketsCallsNothingMissing() {
        Script script = new Script().captureOpens().client("SYN", 1000, 0, 0).captureCloses(3);
        script.gives("open.1 confirmed", "open.2 unobservable");
        assertThat(script.why("tcp.open.2")).isEqualTo("reason.dropped");
    }

    @Test
    void aRefusedConnectionWasReset() {
        Script script = new Script()
                .captureOpens()
                .client("SYN", 1000, 0, 0)
                .server("RST|ACK", 0, 1001, 0)
                .captureCloses(0);
        assertThat(script.verdicts())
                .containsExactly(
                        entry("open.1", "confirmed"),
                        entry("open.2", "missing"),
                        entry("open.3", "missing"),
                        entry("open.4", "missing"),
                        entry("close.1", "missing"),
                        entry("close.2", "missing"),
                        entry("close.3", "missing"),
                        entry("close.4", "missing"),
                        entry("close.5", "missing"),
                        entry("close.6", "not_applicable"));
        assertThat(script.why("tcp.open.2")).isEqualTo("reason.reset");
        assertThat(script.why("tcp.open.4")).isEqualTo("reason.reset");
        assertThat(script.why("tcp.close.1")).isEqualTo("reason.reset");
    }

    @Test
    void windowsThatNobodySawAnnouncedAreNotSaidToBeSettled() {
        new Script()
                .captureOpens()
                .client("FIN|ACK", 1001, 5001, 0)
                .server("RST", 5001, 0, 0)
                .captureCloses(0)
                .gives("open.4 unobservable");
    }

    @Test
    void aCaptureThatOpensLateSawNoBeginning() {
        Script script = new Script()
                .captureOpens()
                .client("PSH|ACK", 1001, 5001, 10)
                .server("ACK", 5001, 1011, 0)
                .captureCloses(0);
        script.gives("open.1 unobservable", "open.2 unobservable", "open.3 unobservable");
        assertThat(script.why("tcp.open.1")).isEqualTo("reason.late");
    }

    @Test
    void aRetransmittedSynIsNoSecondStep() {
        Script script = new Script()
                .captureOpens()
                .client("SYN", 1000, 0, 0)
                .client("SYN", 1000, 0, 0)
                .server("SYN|ACK", 5000, 1001, 0)
                .client("ACK", 1001, 5001, 0);
        script.gives("open.1 confirmed", "open.2 confirmed", "open.3 confirmed");
        assertThat(script.finding("tcp.open.1").evidence()).containsExactly(2L);
    }

    @Test
    void reorderedSegmentsContradictTheOrderOfTheNotes() {
        Script script = new Script()
                .captureOpens()
                .client("SYN", 1000, 0, 0)
                .client("ACK", 1001, 5001, 0)
                .server("SYN|ACK", 5000, 1001, 0);
        script.gives("open.2 contradicted");
        assertThat(script.why("tcp.open.2")).isEqualTo("reason.order");
    }

    @Test
    void oneSynSeenFromFourPlacesIsOneEvent() {
        Segment syn = Script.segment(Script.CLIENT, Script.SERVER, "SYN", 1000, 0, 0, 0);
        Script script = new Script()
                .at(Source.CAPTURE, Side.CLIENT)
                .sees(syn)
                .at(Source.CAPTURE, Side.LINK)
                .sees(syn)
                .at(Source.CAPTURE, Side.SERVER)
                .sees(syn)
                .at(Source.SAVED_SYN, Side.SERVER)
                .sees(syn);
        assertThat(script.finding("tcp.open.1").evidence()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void theSavedSynAloneProvesTheFirstStepAndNoOther() {
        Script script = new Script()
                .at(Source.SAVED_SYN, Side.SERVER)
                .sees(Script.segment(Script.CLIENT, Script.SERVER, "SYN", 1000, 0, 0, 0));
        script.gives("open.1 confirmed", "open.2 unobservable", "open.3 unobservable");
        assertThat(script.why("tcp.open.2")).isEqualTo("reason.nobody");
    }

    @Test
    void interleavedConversationsAreJudgedApart() {
        Conversation other = Conversation.between("192.0.2.1:40001", Script.SERVER);
        Script script = new Script()
                .captureOpens()
                .client("SYN", 1000, 0, 0)
                .in(other)
                .client("SYN", 2000, 0, 0)
                .in(Script.CONVERSATION)
                .server("SYN|ACK", 5000, 1001, 0)
                .in(other)
                .server("SYN|ACK", 6000, 9, 0)
                .in(Script.CONVERSATION)
                .client("ACK", 1001, 5001, 0);
        script.gives("open.1 confirmed", "open.2 confirmed", "open.3 confirmed");
        script.in(other).gives("open.1 confirmed", "open.2 contradicted", "open.3 unobservable");
    }

    @Test
    void aWindowAnnouncedAnewDiffersFromASettledOne() {
        Script script = new Script().captureOpens().opened();
        script.gives("open.4 differs");
        assertThat(script.why("tcp.open.4")).isEqualTo("tcp.open.4.announced");
        assertThat(script.finding("tcp.open.4").evidence()).containsExactly(4L);
    }

    @Test
    void windowsThatNeverChangeUntilTheCloseWereSettledInTheHandshake() {
        String client = Script.CLIENT;
        String server = Script.SERVER;
        new Script()
                .captureOpens()
                .sees(unscaled(client, server, "SYN", 1000, 0))
                .sees(unscaled(server, client, "SYN|ACK", 5000, 1001))
                .sees(unscaled(client, server, "ACK", 1001, 5001))
                .sees(unscaled(client, server, "FIN|ACK", 1001, 5001))
                .gives("open.4 confirmed");
    }

    private static Segment unscaled(String src, String dst, String flags, long seq, long ack) {
        Segment like = Script.segment(src, dst, flags, seq, ack, 0, 64240);
        return new Segment(
                src, dst, like.sequenceNumber(), like.acknowledgmentNumber(), flags, 64240, 0, SegmentOptions.NONE, 0);
    }
}
