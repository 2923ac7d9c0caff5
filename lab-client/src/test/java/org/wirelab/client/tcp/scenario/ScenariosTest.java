package org.wirelab.client.tcp.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wirelab.flow.Flow;
import org.wirelab.tcp.scenario.ScenarioFlows;

class ScenariosTest {

    @Test
    void eachScenarioHasAFlowOfItsNameAndEachFlowAScenario() {
        assertThat(Scenarios.ALL)
                .allSatisfy(scenario -> assertThat(scenario.flow().id()).isEqualTo(scenario.key()));
        assertThat(Scenarios.ALL.stream().map(Scenario::flow).map(Flow::id))
                .containsExactlyElementsOf(
                        ScenarioFlows.ALL.stream().map(Flow::id).toList());
    }

    @Test
    void aNameIsFoundWithHyphensUnderscoresAndInAnyCase() {
        assertThat(Scenarios.named("lost-syn")).isPresent();
        assertThat(Scenarios.named("LOST_SYN")).isEqualTo(Scenarios.named("lost-syn"));
        assertThat(Scenarios.named("lost")).isEmpty();
    }
}
