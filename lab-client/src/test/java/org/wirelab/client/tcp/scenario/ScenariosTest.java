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

    @Test
    void aSlipOfTheHandHasANearestName() {
        assertThat(Scenarios.nearest("lost-sin")).contains("lost-syn");
        assertThat(Scenarios.nearest("keep-alive")).contains("keepalive");
        assertThat(Scenarios.nearest("half")).contains("half-open");
        assertThat(Scenarios.nearest("congestion-collapse")).isEmpty();
        assertThat(Scenarios.nearest("")).isEmpty();
    }

    @Test
    void theDistanceOfTwoWordsIsTheLettersToChange() {
        assertThat(Scenarios.distance("reset", "reset")).isZero();
        assertThat(Scenarios.distance("reset", "rest")).isEqualTo(1);
        assertThat(Scenarios.distance("", "abc")).isEqualTo(3);
        assertThat(Scenarios.distance("kitten", "sitting")).isEqualTo(3);
    }
}
