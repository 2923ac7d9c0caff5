package org.wirelab.dns.validation;

import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.DnsResponse;
import org.wirelab.dns.DnsSilence;
import org.wirelab.dns.Purpose;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Recorder;

/// Tells the queries of a walk that a validation wants under a purpose of their own, so that nobody takes
/// them for steps of the lookup that is validated.
///
/// @param recorder where it is told
public record ValidationRecorder(Recorder recorder) implements Recorder {

    @Override
    public void record(Observation observation) {
        recorder.record(
                switch (observation) {
                    case DnsQuery query when wanted(query.purpose()) -> query.madeFor(Purpose.VALIDATION);
                    case DnsResponse response when wanted(response.purpose()) -> response.madeFor(Purpose.VALIDATION);
                    case DnsSilence silence when wanted(silence.purpose()) -> silence.madeFor(Purpose.VALIDATION);
                    case DnsOutcome outcome when wanted(outcome.purpose()) -> outcome.madeFor(Purpose.VALIDATION);
                    default -> observation;
                });
    }

    /// What belongs to the lookup itself; what it needs besides, such as a server's address, keeps its purpose.
    private static boolean wanted(Purpose purpose) {
        return purpose != Purpose.SERVER_ADDRESS && purpose != Purpose.PRIMING;
    }
}
