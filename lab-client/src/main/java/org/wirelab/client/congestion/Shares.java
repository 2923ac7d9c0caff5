package org.wirelab.client.congestion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.congestion.CongestionObservation.Shared;
import org.wirelab.congestion.Theory;

/// What each of several flows carried while all of them were sending.
final class Shares {

    private static final double BITS = 8;
    private static final double NANOS = 1e9;

    private Shares() {}

    /// Measured from the beginning of the last flow to the first end; empty for one flow, and where there was
    /// no time in which all were sending.
    static Optional<Shared> of(List<LabFlow> flows) {
        if (flows.size() < 2) {
            return Optional.empty();
        }
        long from = Long.MIN_VALUE;
        long to = Long.MAX_VALUE;
        long first = Long.MAX_VALUE;
        for (LabFlow flow : flows) {
            Long began = flow.meter().began();
            Long latest = flow.meter().latest();
            if (began == null || latest == null) {
                return Optional.empty();
            }
            first = Math.min(first, began);
            from = Math.max(from, began);
            to = Math.min(to, latest);
        }
        if (to <= from) {
            return Optional.empty();
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        for (LabFlow flow : flows) {
            shares.put(flow.conversation().id(), flow.meter().between(from, to) * BITS * NANOS / (to - from));
        }
        return Optional.of(new Shared(shares, Theory.jain(shares.values()), from - first, to - first));
    }
}
