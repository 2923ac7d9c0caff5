package org.wirelab.client.dns.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wirelab.dns.Question;
import org.wirelab.dns.scenario.ScenarioFlows;
import org.wirelab.flow.Flow;
import org.wirelab.server.dns.Universe;

/// The scenarios of `lab dns`, by name. Their questions stand with the zones, in the universe.
final class Scenarios {
    private Scenarios() {}

    private static final String FAMILY = "dns.scenario.";

    private static final Map<String, Set<Circumstance>> CIRCUMSTANCES = Map.of(
            "parent-child", Set.of(Circumstance.ALL_PATHS),
            "hosts-override", Set.of(Circumstance.HOSTS_FILE),
            "cache-hit", Set.of(Circumstance.TWICE),
            "lying-resolver", Set.of(Circumstance.RESOLVER, Circumstance.LIE),
            "port-53-blocked", Set.of(Circumstance.RESOLVER, Circumstance.BLOCKED),
            "secure", Set.of(Circumstance.DNSSEC),
            "insecure", Set.of(Circumstance.DNSSEC),
            "bogus-ds", Set.of(Circumstance.DNSSEC),
            "expired-rrsig", Set.of(Circumstance.DNSSEC));

    /// The names of all of them, in the order in which they are listed.
    static List<String> names() {
        return ScenarioFlows.ALL.stream().map(Scenarios::name).toList();
    }

    /// All of them, in that order.
    static List<Scenario> all() {
        Universe universe = Universe.builtIn();
        return ScenarioFlows.ALL.stream().map(flow -> of(flow, universe)).toList();
    }

    /// The scenario of this name, written with hyphens or underscores.
    static Optional<Scenario> named(String name) {
        String written = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return ScenarioFlows.ALL.stream()
                .filter(flow -> name(flow).equals(written))
                .findFirst()
                .map(flow -> of(flow, Universe.builtIn()));
    }

    private static Scenario of(Flow flow, Universe universe) {
        String name = name(flow);
        Question question = universe.scenarios().stream()
                .filter(each -> each.name().equals(name))
                .map(Universe.Scenario::question)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the universe has no scenario " + name));
        return new Scenario(name, question, CIRCUMSTANCES.getOrDefault(name, Set.of()), flow);
    }

    private static String name(Flow flow) {
        return flow.id().substring(FAMILY.length()).replace('_', '-');
    }
}
