package org.wirelab.run;

import java.time.Instant;
import java.util.List;

/// The first line of a run: what it is.
///
/// @param id names the run's folder: `20261122-185012-tcp`
/// @param command what was run, without its options: `tcp`
/// @param started the instant that the entries' times count from
/// @param language tag of the language that statements are in: `en`
/// @param flows ids of the flows that judged it, in order, so that it can be judged again
public record RunHeader(String id, String command, Instant started, String language, List<String> flows) {

    /// The version of the JSON lines' format.
    public static final int FORMAT = 1;

    public RunHeader {
        flows = List.copyOf(flows);
    }
}
