package org.wirelab.client.tcp.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The scenarios of `lab tcp`, by name.
public final class Scenarios {

    /// All of them, in the order in which they are listed.
    public static final List<Scenario> ALL = List.of(
            new OpenClose(),
            new Refused(),
            new SynTimeout(),
            new Reset(),
            new HalfOpen(),
            new Keepalive(),
            new LostSyn(),
            new LostFin(),
            new RetransmissionTimeout(),
            new ZeroWindow(),
            new SimultaneousOpen(),
            new SimultaneousClose(),
            new SmallMtu());

    private Scenarios() {}

    /// The scenario of this name, written with hyphens or underscores.
    public static Optional<Scenario> named(String name) {
        String written = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return ALL.stream().filter(each -> each.name().equals(written)).findFirst();
    }

    /// The names of all of them, in that order.
    static List<String> names() {
        return ALL.stream().map(Scenario::name).toList();
    }
}
