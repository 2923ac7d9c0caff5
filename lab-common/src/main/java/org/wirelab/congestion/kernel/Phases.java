package org.wirelab.congestion.kernel;

import org.wirelab.congestion.Phase;

/// What a kernel's sender was doing at each sample: said by its state and its threshold, and where there is a model
/// instead of a threshold, that it went by it.
///
/// @param modelled whether the sender keeps a model of the path
record Phases(boolean modelled) {

    Phase of(Reading reading) {
        Phase phase = reading.phase();
        boolean growing = phase == Phase.SLOW_START || phase == Phase.CONGESTION_AVOIDANCE;
        return modelled && growing ? Phase.BY_MODEL : phase;
    }
}
