package org.wirelab.tcp.scenario;

import java.util.List;
import org.wirelab.flow.Flow;

/// The flows of all scenarios.
public final class ScenarioFlows {

    /// In the order in which `lab tcp --list` names them.
    public static final List<Flow> ALL = List.of(
            OpenCloseFlow.FLOW,
            RefusedFlow.FLOW,
            SynTimeoutFlow.FLOW,
            ResetFlow.FLOW,
            HalfOpenFlow.FLOW,
            KeepaliveFlow.FLOW,
            LostSynFlow.FLOW,
            LostFinFlow.FLOW,
            RetransmissionTimeoutFlow.FLOW,
            ZeroWindowFlow.FLOW,
            SimultaneousOpenFlow.FLOW,
            SimultaneousCloseFlow.FLOW,
            SmallMtuFlow.FLOW);

    private ScenarioFlows() {}
}
