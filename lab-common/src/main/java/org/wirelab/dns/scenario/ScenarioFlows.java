package org.wirelab.dns.scenario;

import java.util.List;
import java.util.stream.Stream;
import org.wirelab.flow.Flow;

/// The flows of all scenarios of DNS.
public final class ScenarioFlows {
    private ScenarioFlows() {}

    /// In the order in which `lab dns --list` names them.
    public static final List<Flow> ALL = Stream.of(
                    ServerFlows.ALL, AnswerFlows.ALL, MessageFlows.ALL, HostFlows.ALL, TrustFlows.ALL)
            .flatMap(List::stream)
            .toList();
}
