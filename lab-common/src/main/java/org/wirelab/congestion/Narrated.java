package org.wirelab.congestion;

import java.util.List;
import org.wirelab.trace.Note;
import org.wirelab.trace.Worded;

/// What is told of congestion control in a sentence, with the numbers that were seen.
public sealed interface Narrated extends Note, Worded
        permits CongestionObservation.Began,
                CongestionObservation.Round,
                CongestionObservation.FastRetransmit,
                CongestionObservation.RecoveryEntered,
                CongestionObservation.RecoveryLeft,
                CongestionObservation.PhaseEntered,
                CongestionObservation.Timeout,
                CongestionObservation.Finished,
                CongestionObservation.Queued,
                CongestionObservation.Shared,
                CongestionObservation.Prediction {

    @Override
    default String title() {
        return Telling.of(this).title();
    }

    @Override
    default List<String> details() {
        return Telling.of(this).details();
    }

    @Override
    default String textKey() {
        return Telling.of(this).textKey();
    }

    @Override
    default List<String> textArguments() {
        return Telling.of(this).arguments();
    }

    @Override
    default boolean implied() {
        return Telling.of(this).implied();
    }
}
