package org.wirelab.bench.link;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.wirelab.link.EmulatedNetwork;
import org.wirelab.link.Host;
import org.wirelab.link.LinkException;
import org.wirelab.link.LinkObservation;
import org.wirelab.link.LinkObservation.Ended;
import org.wirelab.link.LinkSettings;
import org.wirelab.link.NetworkSettings;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// An emulated network, both directions alike, whose last word on itself is kept.
final class MeasuredNetwork implements AutoCloseable {

    private final List<Ended> ends = Collections.synchronizedList(new ArrayList<>());
    private final EmulatedNetwork network;

    private MeasuredNetwork(LinkSettings bothDirections) throws LinkException {
        network = EmulatedNetwork.open(NetworkSettings.PERFECT.withLink(bothDirections), (_, told) -> hear(told));
    }

    /// @throws LabException where the system does not allow it
    static MeasuredNetwork open(LinkSettings bothDirections) throws LabException {
        try {
            return new MeasuredNetwork(bothDirections);
        } catch (LinkException e) {
            throw new LabException(ExitCode.LACKING, String.valueOf(e.getMessage()), e);
        }
    }

    Host client() {
        return network.client();
    }

    Host server() {
        return network.server();
    }

    /// Ends the link.
    ///
    /// @return how many packets the kernel lost beside it, both directions together
    /// @throws LabException if it had broken off before
    long end() throws LabException {
        network.endLink();
        List<Ended> both = List.copyOf(ends);
        if (both.size() != 2) {
            throw new LabException(
                    ExitCode.INTERNAL, "the link said " + both.size() + " times that it ended, not twice");
        }
        for (Ended direction : both) {
            if (direction.failure() != null) {
                throw new LabException(ExitCode.INTERNAL, "the link broke off: " + direction.failure());
            }
        }
        return both.stream().mapToLong(Ended::missed).sum();
    }

    @Override
    public void close() {
        network.close();
    }

    private void hear(LinkObservation told) {
        if (told instanceof Ended end) {
            ends.add(end);
        }
    }
}
