package org.wirelab.congestion.kernel;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.wirelab.congestion.KernelObservation.Model;
import org.wirelab.congestion.Phase;

/// What a kernel's sender was doing at each sample: said by its state and its threshold, and where there is a model
/// instead of a threshold, by that.
final class Phases {

    /// BBR in its startup multiplies the bandwidth by 2/ln 2 = 2.89, later by 1.25 at most.
    private static final double STARTUP = 2;

    private final NavigableMap<Long, Model> models = new TreeMap<>();

    Phases(List<Seen<Model>> seen) {
        seen.forEach(each -> models.put(each.nanos(), each.what()));
    }

    Phase of(Reading reading) {
        Phase phase = reading.phase();
        return phase == Phase.SLOW_START && isPastStartup(reading.nanos()) ? Phase.CONGESTION_AVOIDANCE : phase;
    }

    private boolean isPastStartup(long nanos) {
        Map.Entry<Long, Model> latest = models.floorEntry(nanos);
        return latest != null && latest.getValue().pacingGain() < STARTUP;
    }
}
