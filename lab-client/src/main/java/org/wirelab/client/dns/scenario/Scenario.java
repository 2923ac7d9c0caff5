package org.wirelab.client.dns.scenario;

import java.util.EnumSet;
import java.util.Set;
import org.wirelab.dns.Question;
import org.wirelab.flow.Flow;

/// One way in which a lookup can go wrong: the question that meets it, under which circumstances, and the flow that
/// judges it.
///
/// @param name on the command line, `half-lame`
record Scenario(String name, Question question, Set<Circumstance> circumstances, Flow flow) {

    Scenario {
        circumstances = circumstances.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(circumstances));
    }

    boolean has(Circumstance circumstance) {
        return circumstances.contains(circumstance);
    }

    /// The key that its texts begin with, which is also the id of its flow: `dns.scenario.half_lame`.
    String key() {
        return flow.id();
    }
}
