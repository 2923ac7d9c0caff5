package org.wirelab.client.congestion.kernel;

import java.util.Arrays;
import java.util.Optional;
import org.wirelab.congestion.KernelObservation.Unseen;

/// Why a congestion control is not to be had here, and what would make it available.
final class Lacking {

    private Lacking() {}

    /// Empty where the kernel gave what was asked for.
    ///
    /// @param given what the socket has; empty on a system whose sockets do not say
    static Optional<Unseen> of(String wanted, Optional<String> given, Hosts hosts) {
        if (given.isEmpty()) {
            return Optional.of(new Unseen("control", "congestion.lacking.system", wanted));
        }
        if (given.get().equals(wanted)) {
            return Optional.empty();
        }
        return Optional.of(
                has(hosts.available(), wanted) && !has(hosts.allowed(), wanted)
                        ? new Unseen("control", "congestion.lacking.allowed", wanted)
                        : new Unseen("control", "congestion.lacking.module", wanted));
    }

    private static boolean has(String names, String wanted) {
        return Arrays.asList(names.split("\\s+")).contains(wanted);
    }
}
