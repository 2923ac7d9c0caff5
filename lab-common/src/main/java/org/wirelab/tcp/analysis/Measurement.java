package org.wirelab.tcp.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Sample;

/// What can be measured at one segment: how long the segment that it acknowledges had been under way and back, and how
/// much its sender has in flight.
///
/// @param frame the segment's frame
/// @param connection the connection's number, Wireshark's `tcp.stream`
/// @param rttNanos the time since the segment that it acknowledges exactly, null when there is none
/// @param ackedFrame that segment's frame
/// @param ambiguous RFC 6298 §3 (Karn): that segment's octets were sent more than once, so the time says nothing sure
/// @param bytesInFlight octets sent and not acknowledged, null for a segment without data and where it cannot be known
@Kind("tcp.measurement")
public record Measurement(
        long frame,
        @Field("stream") long connection,
        @Field("rtt_ns") @Nullable Long rttNanos,
        @Nullable Long ackedFrame,
        boolean ambiguous,
        @Nullable Long bytesInFlight)
        implements AnalysisObservation, Sample {

    /// What was measured at a segment, if anything was.
    public static Optional<Measurement> of(PacketAnalysis packet) {
        if (packet.rttNanos() < 0 && packet.bytesInFlight() < 0) return Optional.empty();
        return Optional.of(new Measurement(
                packet.frame(),
                packet.connection().number(),
                AnalysisNumbers.known(packet.rttNanos()),
                AnalysisNumbers.known(packet.ackedFrame()),
                packet.rttAmbiguous(),
                AnalysisNumbers.known(packet.bytesInFlight())));
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new HashMap<>();
        if (rttNanos != null && !ambiguous) values.put("rtt_us", rttNanos / 1e3);
        if (bytesInFlight != null) values.put("bytes_in_flight", bytesInFlight.doubleValue());
        return values;
    }
}
