package org.wirelab.client.dns.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wirelab.dns.scenario.ScenarioFlows;
import org.wirelab.server.dns.Universe;

class DnsScenariosTest {

    @Test
    void everyScenarioOfTheUniverseHasAFlowAndEveryFlowAQuestion() {
        assertThat(Scenarios.all()).hasSameSizeAs(ScenarioFlows.ALL);
        assertThat(Scenarios.names())
                .containsExactlyInAnyOrderElementsOf(Universe.builtIn().scenarios().stream()
                        .map(Universe.Scenario::name)
                        .toList());
    }

    @Test
    void aNameIsFoundWithHyphensUnderscoresAndInAnyCase() {
        assertThat(Scenarios.named("half-lame")).isPresent();
        assertThat(Scenarios.named("HALF_LAME")).isEqualTo(Scenarios.named("half-lame"));
        assertThat(Scenarios.named("half")).isEmpty();
    }
}
