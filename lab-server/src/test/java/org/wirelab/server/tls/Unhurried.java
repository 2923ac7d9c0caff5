package org.wirelab.server.tls;

import java.time.Duration;

/// Limits that no test reaches by accident.
final class Unhurried {

    static final TlsLimits LIMITS = new TlsLimits(
            1024,
            256,
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            64 << 10,
            256 << 10,
            100_000,
            100_000);

    private Unhurried() {}
}
