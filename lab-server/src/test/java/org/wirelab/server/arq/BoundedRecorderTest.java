package org.wirelab.server.arq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.VantageObservation;

class BoundedRecorderTest {

    private final List<Observation> recorded = new ArrayList<>();

    private final Recorder whole = new Recorder() {
        @Override
        public void record(Observation observation) {
            recorded.add(observation);
        }
    };

    @Test
    void whatComesAfterTheBoundIsCountedAndNotRecorded() {
        BoundedRecorder bounded = new BoundedRecorder(whole, 2);
        for (int i = 0; i < 5; i++) {
            bounded.record(new VantageObservation.Opened("number " + i));
        }
        assertThat(recorded)
                .containsExactly(new VantageObservation.Opened("number 0"), new VantageObservation.Opened("number 1"));
        assertThat(bounded.leftOut()).isEqualTo(3);
    }

    @Test
    void whatStaysBelowTheBoundIsRecordedWhole() {
        BoundedRecorder bounded = new BoundedRecorder(whole, 2);
        bounded.record(new VantageObservation.Opened(""));
        assertThat(recorded).hasSize(1);
        assertThat(bounded.leftOut()).isZero();
    }
}
