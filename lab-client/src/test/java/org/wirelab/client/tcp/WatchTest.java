package org.wirelab.client.tcp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;

/// `lab tcp --watch` beside programs that know nothing of it: what stands on its page, and how it ends.
///
/// Each test happens in a network namespace of its own, where dumpcap may capture: see [WatchedNetwork].
@EnabledOnOs(OS.LINUX)
class WatchTest {

    @Test
    void twoConnectionsAtATimeAreToldApartAndCtrlCEndsTheWatchWithItsSums() throws Exception {
        run(WatchedNetwork.TwoAtATime.class);
    }

    @Test
    void aConnectionUnderWayIsSaidToBeAndOneThatIsOpenAtTheEndToo() throws Exception {
        run(WatchedNetwork.UnderWay.class);
    }

    @Test
    void ofARefusedConnectionNothingIsCalledMissingThatMayHaveBeenDropped() throws Exception {
        run(WatchedNetwork.Refused.class);
    }

    @Test
    void jsonLinesEndByThemselvesAfterAsManyConnectionsAsWanted() throws Exception {
        run(WatchedNetwork.Json.class);
    }

    @Test
    void whatTheKernelDroppedIsSaid() throws Exception {
        run(WatchedNetwork.Overrun.class);
    }

    @Test
    void aBadFilterAMissingRightAndWhatMakesNoSenseAreOneLineEach() throws Exception {
        run(WatchedNetwork.Refusals.class);
    }

    private static void run(Class<? extends PrivateJvm.Body> body) throws Exception {
        Tools.require("dumpcap");
        PrivateJvm.run(body);
    }
}
