package org.wirelab.client.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;

/// One way in which a connection can go, as a script: how the network is set, and what each end does.
///
/// What must come of it is not said here but by its [#flow()].
public interface Scenario {

    /// Its name on the command line, `lost-syn`; its texts and its flow bear it with underscores.
    String name();

    /// What is documented of it, and judges it.
    Flow flow();

    /// How hosts and link are set before the first packet.
    default Setting setting() {
        return Setting.USUAL;
    }

    /// Makes it happen. Returns when all that is documented has been seen or can no longer come.
    ///
    /// @throws LabException when something that is waited for does not come
    /// @throws InterruptedException when the thread is interrupted
    void play(Stage stage) throws LabException, InterruptedException;

    /// The key that its texts begin with, which is also the id of its flow: `tcp.scenario.lost_syn`.
    default String key() {
        return "tcp.scenario." + name().replace('-', '_');
    }
}
