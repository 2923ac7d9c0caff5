package org.wirelab.client.tls.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wirelab.flow.Flow;
import org.wirelab.tls.scenario.ScenarioFlows;

class TlsScenariosTest {

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
        assertThat(Scenarios.named("wrong-ca")).isPresent();
        assertThat(Scenarios.named("WRONG_CA")).isEqualTo(Scenarios.named("wrong-ca"));
        assertThat(Scenarios.named("wrong")).isEmpty();
    }
}
