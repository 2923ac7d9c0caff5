package org.wirelab.congestion;

import org.wirelab.arq.Machine;
import org.wirelab.arq.Payload;
import org.wirelab.arq.Transfer;

/// Makes congestion-controlled senders.
public final class Senders {

    private Senders() {}

    /// A sender that decides by this algorithm. It hears [org.wirelab.arq.Frame.Accepted] before it may begin.
    ///
    /// @param transfer octets are numbered in it; its window plays no part, its frames carry a full segment (SMSS)
    /// @param payload what is sent
    public static Machine of(Algorithm algorithm, Transfer transfer, Payload payload, SendingSettings settings) {
        return new Sender(algorithm.label(), algorithm.control(settings.control()), transfer, payload, settings);
    }
}
