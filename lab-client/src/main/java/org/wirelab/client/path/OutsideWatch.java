package org.wirelab.client.path;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import org.wirelab.capture.CaptureChoice;
import org.wirelab.capture.CaptureReason;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.client.session.WireWatch;
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

/// An interface of the host under watch, by the user's options and as far as the system allows: the loopback that both
/// sides of a relay are on, or the way to a server on a LAN.
final class OutsideWatch {

    /// A decoded packet.
    ///
    /// @param frame keeps its frame and gives the number
    record Located(Packet packet, IntSupplier frame) {}

    /// At which end of the path a packet passes, and how it reads there.
    record Place(Side side, PacketReader.Passing passing) {}

    private final Trace trace;
    private final WireWatch watch;
    private final String interfaceName;
    private final List<Side> sides;
    private boolean live;

    private OutsideWatch(Trace trace, WireWatch watch, String interfaceName, List<Side> sides) {
        this.trace = trace;
        this.watch = watch;
        this.interfaceName = interfaceName;
        this.sides = sides;
    }

    /// Begins to watch.
    ///
    /// @param filter in the language of pcap-filter(7)
    /// @param told why it is watched in this way, or not at all
    /// @param sides the ends of the path whose packets pass the interface
    /// @param places where a packet passes; empty for one that is none of the path's
    static OutsideWatch open(
            String usual,
            String filter,
            List<Side> sides,
            CommonOptions options,
            Trace trace,
            ToIntFunction<CapturedFrame> spool,
            Function<Located, Optional<Place>> places,
            PacketReader reader,
            Consumer<CaptureReason> told) {
        CaptureChoice choice = LabNetwork.captureOn(usual, filter, options);
        WireWatch watch = new WireWatch(choice, filter, Side.LINK);
        OutsideWatch made = new OutsideWatch(trace, watch, choice.interfaceName(), sides);
        watch.begin(frame -> made.on(frame, spool, places, reader));
        told.accept(watch.objection().orElse(choice.reason()));
        made.announce();
        return made;
    }

    private void announce() {
        live = watch.objection().isEmpty();
        for (Side side : sides) {
            trace.record(
                    vantage(side),
                    Conversation.RUN,
                    watch.objection()
                            .<Observation>map(
                                    why -> new VantageObservation.Unavailable(interfaceName, why.key(), why.detail()))
                            .orElseGet(() -> new VantageObservation.Opened(interfaceName)));
        }
    }

    /// Ends the watching, and says so.
    void stop() {
        watch.stop();
        if (live) {
            live = false;
            long dropped = watch.end()
                    .map(end -> end.failure() == null ? end.dropped() : Math.max(1, end.dropped()))
                    .orElse(1L);
            sides.forEach(side -> trace.record(
                    vantage(side), Conversation.RUN, new VantageObservation.Closed(interfaceName, dropped)));
        }
    }

    private void on(
            CapturedFrame frame,
            ToIntFunction<CapturedFrame> spool,
            Function<Located, Optional<Place>> places,
            PacketReader reader) {
        places.apply(new Located(PacketDecoder.decode(frame), () -> spool.applyAsInt(frame)))
                .ifPresent(place -> reader.read(place.passing())
                        .ifPresent(seen -> trace.recordCaptured(
                                frame.epochNanos(),
                                vantage(place.side()),
                                place.passing().conversation(),
                                seen)));
    }

    private static Vantage vantage(Side side) {
        return new Vantage(Source.CAPTURE, side);
    }
}
