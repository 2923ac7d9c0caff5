package org.wirelab.client.path;

import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import org.wirelab.capture.AfPacketCapture;
import org.wirelab.capture.CaptureEnd;
import org.wirelab.link.Host;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.Packet;
import org.wirelab.wire.PacketDecoder;

/// The wire as one host of the lab's own sees it: what passes its interface goes into the trace, and its frames into
/// the run's capture file.
public final class HostCapture {

    /// Who says what a packet shows.
    @FunctionalInterface
    public interface Reader {
        /// What it shows; empty for a packet that is none of the experiment's.
        ///
        /// @param frame keeps the frame and gives its number in the run's capture file, 0 where it keeps none
        Optional<Seen> read(Packet packet, IntSupplier frame);
    }

    /// What a packet shows, and in which conversation.
    public record Seen(Conversation conversation, Observation observation) {}

    private final AfPacketCapture capture = new AfPacketCapture(Host.INTERFACE);
    private final Trace trace;
    private final Vantage vantage;
    private final ToIntFunction<CapturedFrame> spool;
    private final Reader reader;

    /// The name that the interface has in the run: both hosts call theirs alike.
    private final String interfaceName;

    /// @param spool keeps a frame and gives its number in the run's capture file, 0 where it keeps none
    public HostCapture(Trace trace, Side side, ToIntFunction<CapturedFrame> spool, Reader reader) {
        this.trace = trace;
        this.vantage = new Vantage(Source.CAPTURE, side);
        this.spool = spool;
        this.reader = reader;
        this.interfaceName = side.label() + " " + Host.INTERFACE;
    }

    /// Begins on this host. When it returns, everything that passes from here on is seen.
    public void start(Host host) throws LabException {
        try {
            host.run(() -> capture.start(this::on));
        } catch (Exception e) {
            throw new LabException(ExitCode.LACKING, "the wire cannot be captured: " + e.getMessage(), e);
        }
        trace.record(vantage, Conversation.RUN, new VantageObservation.Opened(interfaceName));
    }

    /// Ends it, and says so: what had passed before has been recorded.
    public void stop() {
        CaptureEnd end = capture.stop();
        // a capture that broke off has missed an unknown number: at least one, so that nothing is called missing
        long dropped = end.failure() == null ? end.dropped() : Math.max(1, end.dropped());
        trace.record(vantage, Conversation.RUN, new VantageObservation.Closed(interfaceName, dropped));
    }

    private void on(CapturedFrame frame) {
        reader.read(PacketDecoder.decode(frame), () -> spool.applyAsInt(named(frame)))
                .ifPresent(seen ->
                        trace.recordCaptured(frame.epochNanos(), vantage, seen.conversation(), seen.observation()));
    }

    private CapturedFrame named(CapturedFrame frame) {
        return new CapturedFrame(
                frame.epochNanos(), interfaceName, frame.linkType(), frame.originalLength(), frame.bytes());
    }
}
