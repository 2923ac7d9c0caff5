package org.wirelab.arq;

import java.util.List;
import java.util.Objects;
import org.wirelab.arq.ArqArrow.AckReceived;
import org.wirelab.arq.ArqArrow.Sent;
import org.wirelab.arq.ArqObservation.Began;
import org.wirelab.arq.ArqObservation.Finished;
import org.wirelab.arq.ArqObservation.TimedOut;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// What the notes say of a sender and its window, as data, judged frame by frame by what left the sender and what
/// reached it: not by what it says of its own window.
public final class ArqFlows {

    /// The oldest frame that no acknowledgment has named yet, as the sender could know.
    private static final Letter<Long> AWAITED = Letter.hidden("awaited");

    private static final Letter<Integer> WINDOW = Letter.of("W");
    private static final Letter<Long> ROOM = Letter.hidden("granted");

    /// The first frame that the receiver has no room for, as far as it has said.
    private static final Letter<Long> EDGE = Letter.hidden("edge");

    private static final Letter<Protocol> PROTOCOL = Letter.hidden("protocol");
    private static final Letter<Long> LATEST = Letter.hidden("latest");
    private static final Letter<Long> EXPIRED = Letter.hidden("expired");
    private static final Letter<Boolean> SEVERAL = Letter.hidden("several under way");

    private static final String NOT_BEGUN = "flow.not_begun";

    /// RFC 3366 §1.1: one frame at a time.
    private static final Step<?> ONE_AT_A_TIME = Step.of("flow.3", Sent.class, _ -> true)
            .seenBy(Source.ARQ, Side.CLIENT)
            .check("frame n leaves when everything before it is acknowledged", ArqFlows::isAwaited)
            .or(AckReceived.class, ack -> ack.next() != null)
            .at(Side.CLIENT)
            .let(AWAITED, ArqFlows::awaitedBy)
            .notApplicableWhen(Began.class, began -> began.window() > 1, "flow.3.window")
            .unobservableWhen(Finished.class, ArqFlows::hasNotBegun, NOT_BEGUN)
            .each()
            .until(Finished.class, _ -> true)
            .unordered();

    /// RFC 9293 §3.8.6: the sender keeps to the window that the receiver announces.
    private static final Step<?> A_WINDOW = Step.of("flow.4", Began.class, _ -> true)
            .seenBy(Source.ARQ, Side.CLIENT)
            .let(WINDOW, Began::window)
            .let(PROTOCOL, Began::protocol)
            .let(ROOM, Began::receiverWindow)
            .or(Sent.class, (sent, letters) -> isOutOfTurn(sent, letters))
            .check("go-back-N sends one frame after the other, from a lost one on", (_, _) -> false)
            .or(Sent.class, (sent, letters) -> isNeedless(sent, letters))
            .check("selective repeat sends again only the frame whose timer has run out", (_, _) -> false)
            .or(Sent.class, (sent, letters) -> sent.cause() != Cause.PROBE && isOneOfSeveral(sent, letters))
            .let(SEVERAL, _ -> true)
            .let(LATEST, Sent::frame)
            .check("at most W frames are sent and not acknowledged", ArqFlows::isInTheWindow)
            .check("no frame is sent that the receiver has no room for", ArqFlows::hasRoom)
            .or(Sent.class, (sent, letters) -> sent.cause() != Cause.PROBE && !isOneOfSeveral(sent, letters))
            .let(LATEST, Sent::frame)
            .check("no frame is sent that the receiver has no room for", ArqFlows::hasRoom)
            .or(AckReceived.class, ack -> ack.next() != null)
            .at(Side.CLIENT)
            .let(AWAITED, ArqFlows::awaitedBy)
            .let(EDGE, ArqFlows::edge)
            .or(TimedOut.class, _ -> true)
            .let(EXPIRED, TimedOut::frame)
            .notApplicableWhen(Began.class, began -> began.window() == 1, "flow.4.one_frame")
            .unobservableWhen(Finished.class, ArqFlows::hasNotBegun, NOT_BEGUN)
            .notApplicableWhen(Finished.class, (_, letters) -> !letters.has(SEVERAL), "flow.4.too_short")
            .each()
            .until(Finished.class, _ -> true)
            .unordered();

    /// The flow `flow.window`: stop-and-wait and the sliding window.
    public static final Flow SLIDING = Flow.of("flow.window", ONE_AT_A_TIME, A_WINDOW);

    /// Every flow of ARQ.
    public static final List<Flow> ALL = List.of(SLIDING);

    private ArqFlows() {}

    /// Nobody answered, or the other end refused: no frame was sent whose order could be seen.
    private static boolean hasNotBegun(Finished finished) {
        return !finished.complete() && finished.frames() == 0;
    }

    private static long awaited(Letters letters) {
        return letters.find(AWAITED).orElse(1L);
    }

    private static boolean isAwaited(Sent sent, Letters letters) {
        return sent.frame() == awaited(letters);
    }

    private static boolean isOneOfSeveral(Sent sent, Letters letters) {
        return sent.frame() > awaited(letters);
    }

    private static boolean isInTheWindow(Sent sent, Letters letters) {
        return sent.frame() < awaited(letters) + letters.find(WINDOW).orElse(1);
    }

    private static boolean hasRoom(Sent sent, Letters letters) {
        return sent.frame()
                < letters.find(EDGE).orElseGet(() -> 1 + letters.find(ROOM).orElse(0L));
    }

    private static long edge(AckReceived ack) {
        return awaitedBy(ack) + ack.window();
    }

    private static Long awaitedBy(AckReceived ack) {
        return Objects.requireNonNull(ack.next());
    }

    /// Behind a frame comes the next, or the one that the receiver waits for.
    private static boolean isOutOfTurn(Sent sent, Letters letters) {
        return letters.is(PROTOCOL, Protocol.GO_BACK_N)
                && sent.cause() != Cause.PROBE
                && sent.frame() != awaited(letters)
                && sent.frame() != letters.find(LATEST).orElse(0L) + 1;
    }

    /// What frames behind it have shown to be lost may go before its timer says so.
    private static boolean isNeedless(Sent sent, Letters letters) {
        return letters.is(PROTOCOL, Protocol.SELECTIVE_REPEAT)
                && sent.attempt() > 1
                && (sent.cause() == Cause.TIMEOUT || sent.cause() == Cause.GO_BACK)
                && !letters.is(EXPIRED, sent.frame());
    }
}
