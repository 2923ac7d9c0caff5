package org.wirelab.client.tls.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The scenarios of `lab tls`, by name.
public final class Scenarios {

    /// All of them, in the order in which they are listed.
    public static final List<Scenario> ALL = Stream.of(
                    Certificate.ALL,
                    Negotiation.ALL,
                    List.of(Hellos.TAMPERED_CERTIFICATE, Hellos.SUITE_STRIP, Hellos.DOWNGRADE, new TamperedFinished()),
                    KeyTransport.ALL,
                    List.of(Records.TAMPERED, Records.REPLAYED, Records.TRUNCATED),
                    List.<Scenario>of(new ForwardSecrecy()))
            .flatMap(List::stream)
            .toList();

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
