package org.wirelab.client.session;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.capture.CaptureChoice;
import org.wirelab.capture.CaptureCounters;
import org.wirelab.capture.CaptureEnd;
import org.wirelab.capture.CaptureException;
import org.wirelab.capture.CaptureReason;
import org.wirelab.capture.PacketCapture;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;
import org.wirelab.wire.CapturedFrame;

/// One interface under watch, and what the trace is told of that: from when on, until when, with how many frames lost,
/// or why not at all.
public final class WireWatch implements AutoCloseable {

    private final Optional<PacketCapture> capture;
    private final String interfaceName;
    private final Vantage vantage;
    private @Nullable CaptureReason objection;
    private @Nullable CaptureEnd end;
    private boolean announcedEnd;

    /// A watch as chosen, which has not begun.
    ///
    /// @param filter in the language of pcap-filter(7)
    /// @param side where the interface stands: `LINK` when both ends are behind it
    public WireWatch(CaptureChoice choice, String filter, Side side) {
        this.capture = choice.open(filter);
        this.interfaceName = choice.interfaceName();
        this.vantage = new Vantage(Source.CAPTURE, side);
        this.objection = capture.isEmpty() ? choice.reason() : null;
    }

    /// Begins. When this returns the capture is live, or it is known why there is none.
    ///
    /// @param frames takes the frames in their order, on a thread of the capture
    public void begin(Consumer<CapturedFrame> frames) {
        if (capture.isPresent()) {
            try {
                capture.get().start(frames);
            } catch (CaptureException e) {
                objection = e.reason();
            }
        }
    }

    /// Who sees what is captured.
    public Vantage vantage() {
        return vantage;
    }

    /// Why nothing is watched; empty when the capture is live.
    public Optional<CaptureReason> objection() {
        return Optional.ofNullable(objection);
    }

    /// Says in a trace that the wire is being watched, or why not. Before anything that is to be seen.
    public void announce(Trace trace) {
        trace.record(
                vantage,
                Conversation.RUN,
                objection == null
                        ? new VantageObservation.Opened(interfaceName)
                        : new VantageObservation.Unavailable(interfaceName, objection.key(), objection.detail()));
    }

    /// What has been counted so far; empty where nothing is watched, and where that is known at the end only.
    public Optional<CaptureCounters> counters() {
        return end == null ? capture.flatMap(PacketCapture::counters) : Optional.empty();
    }

    /// Waits until the frames that are on the wire now have been handed over.
    public void settle() {
        capture.ifPresent(PacketCapture::settle);
    }

    /// Whether frames are still coming: a capture may break off by itself.
    public boolean isLive() {
        return end == null && capture.map(PacketCapture::isLive).orElse(false);
    }

    /// Ends the watching: what was on the wire before is still handed over.
    public void stop() {
        if (end == null) {
            capture.ifPresent(running -> end = running.stop());
        }
    }

    /// How it ended; empty before that, and where nothing was watched.
    public Optional<CaptureEnd> end() {
        return Optional.ofNullable(end);
    }

    /// Ends the watching, and says so.
    ///
    /// @param trace where the end is announced
    public void close(Trace trace) {
        stop();
        if (objection == null && end != null && !announcedEnd) {
            announcedEnd = true;
            // a capture that broke off has missed an unknown number: at least one, so that nothing is called missing
            long dropped = end.failure() == null ? end.dropped() : Math.max(1, end.dropped());
            trace.record(vantage, Conversation.RUN, new VantageObservation.Closed(interfaceName, dropped));
        }
    }

    @Override
    public void close() {
        stop();
    }
}
