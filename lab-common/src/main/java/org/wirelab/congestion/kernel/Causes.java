package org.wirelab.congestion.kernel;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.congestion.CongestionObservation.FastRetransmit;
import org.wirelab.congestion.CongestionObservation.Retransmission;
import org.wirelab.congestion.kernel.WireReading.Again;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Source;

/// Why each segment that the wire shows twice was sent again: the kernel's state says so, as the first sample behind
/// it shows it.
final class Causes {

    private static final int THIRD = 3;

    private final KernelSetting setting;
    private final List<Reading> readings;

    Causes(KernelSetting setting, List<Reading> readings) {
        this.setting = setting;
        this.readings = readings;
    }

    List<Said> of(List<Again> again) {
        List<Said> said = new ArrayList<>();
        int index = 0;
        boolean repairing = false;
        for (Again each : again) {
            while (index + 1 < readings.size() && readings.get(index).nanos() < each.nanos()) {
                repairing &=
                        readings.get(index).recovering() || readings.get(index).lost();
                index++;
            }
            Reading now = readings.get(index);
            said.add(new Said(each.nanos(), Source.CAPTURE, cause(each, now, repairing)));
            repairing = now.recovering() || now.lost();
        }
        return said;
    }

    /// @param repairing whether this repair has already sent something again
    private Observation cause(Again again, Reading now, boolean repairing) {
        long number = again.number().value();
        if (now.lost()) {
            return new Retransmission(number, repairing ? "go_back" : "timeout");
        }
        if (now.recovering()) {
            return repairing
                    ? new Retransmission(number, setting.sack() ? "sack" : "partial_ack")
                    : new FastRetransmit(number, again.duplicates(), howFound(again.duplicates()));
        }
        // RFC 8985 §7.3: a probe sends the last segment again where there is nothing new to send
        boolean probe = setting.probes() && again.last() && again.duplicates() < THIRD;
        return probe ? new FastRetransmit(number, again.duplicates(), "tlp") : new Retransmission(number, "observed");
    }

    /// More than three duplicates have passed where the kernel waits for more after it has met with another
    /// order, where it paces what it sends, or where this machine is late: which of them, the wire does not
    /// say.
    private String howFound(int duplicates) {
        if (setting.rack() || setting.sack()) {
            return setting.rack() ? "rack" : "sack";
        }
        return duplicates > THIRD ? "later" : "third_duplicate_ack";
    }
}
