package org.wirelab.client.tcp.scenario;

import java.util.function.ToIntFunction;
import org.wirelab.capture.AfPacketCapture;
import org.wirelab.capture.CaptureEnd;
import org.wirelab.link.Host;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.PacketTooBig;
import org.wirelab.tcp.Segment;
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
import org.wirelab.wire.TcpHeader;

/// The wire as one host sees it: each segment that passes its interface goes into the trace, each frame into the run's
/// capture file.
final class HostCapture {

    private final AfPacketCapture capture = new AfPacketCapture(Host.INTERFACE);
    private final Trace trace;
    private final Conversation conversation;
    private final Vantage vantage;
    private final ToIntFunction<CapturedFrame> spool;

    /// The name that the interface has in the run: both hosts call theirs alike.
    private final String interfaceName;

    /// @param spool keeps a frame and gives its number in the run's capture file, 0 where it keeps none
    HostCapture(Trace trace, Conversation conversation, Side side, ToIntFunction<CapturedFrame> spool) {
        this.trace = trace;
        this.conversation = conversation;
        this.vantage = new Vantage(Source.CAPTURE, side);
        this.spool = spool;
        this.interfaceName = side.label() + " " + Host.INTERFACE;
    }

    /// Begins on this host. When it returns, everything that passes from here on is seen.
    void start(Host host) throws LabException {
        try {
            host.run(() -> capture.start(this::on));
        } catch (Exception e) {
            throw new LabException(ExitCode.LACKING, "the wire cannot be captured: " + e.getMessage(), e);
        }
        trace.record(vantage, Conversation.RUN, new VantageObservation.Opened(interfaceName));
    }

    /// Ends it, and says so: what had passed before has been recorded.
    void stop() {
        CaptureEnd end = capture.stop();
        // a capture that broke off has missed an unknown number: at least one, so that nothing is called missing
        long dropped = end.failure() == null ? end.dropped() : Math.max(1, end.dropped());
        trace.record(vantage, Conversation.RUN, new VantageObservation.Closed(interfaceName, dropped));
    }

    private void on(CapturedFrame frame) {
        Packet packet = PacketDecoder.decode(frame);
        if (packet.network() == null) {
            return;
        }
        CapturedFrame named = new CapturedFrame(
                frame.epochNanos(), interfaceName, frame.linkType(), frame.originalLength(), frame.bytes());
        if (packet.transport() instanceof TcpHeader tcp) {
            record(frame, Segment.of(packet.network(), tcp, spool.applyAsInt(named)));
        } else {
            PacketTooBig.of(packet.network())
                    .filter(about -> about.isAbout(conversation))
                    .ifPresent(about -> record(frame, about.inFrame(spool.applyAsInt(named))));
        }
    }

    private void record(CapturedFrame frame, Observation observation) {
        trace.recordCaptured(frame.epochNanos(), vantage, conversation, observation);
    }
}
