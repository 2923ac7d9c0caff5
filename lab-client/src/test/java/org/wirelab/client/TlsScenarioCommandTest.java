package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.client.tls.scenario.Scenario;
import org.wirelab.client.tls.scenario.Scenarios;
import org.wirelab.render.Columns;

/// `lab tls --scenario`, `--towards` and `--list` as they are typed.
class TlsScenarioCommandTest {

    @Test
    void theListNamesEachScenarioWithOneLineInBothLanguages() {
        for (String language : List.of("en", "ko")) {
            TypedLine typed = TypedLine.of("tls", "--list", "--lang", language);

            assertThat(typed.exitCode()).isZero();
            assertThat(typed.err()).isEmpty();
            for (Scenario scenario : Scenarios.ALL) {
                assertThat(typed.outLines()).anyMatch(line -> line.matches(" +" + scenario.name() + " +\\S.*"));
            }
            assertThat(typed.outLines())
                    .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(80))
                    .filteredOn(line -> line.startsWith("          "))
                    .isEmpty();
        }
    }

    @Test
    void theListSpeaksJson() throws IOException {
        List<Object> names = new ArrayList<>();
        for (String line :
                TypedLine.of("tls", "--list", "--json", "--lang", "en").outLines()) {
            assertThat(JSON.std.mapFrom(line)).containsKeys("type", "name", "flow", "about");
            names.add(JSON.std.mapFrom(line).get("name"));
        }
        assertThat(names).isEqualTo(Scenarios.ALL.stream().map(Scenario::name).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tls --scenario nosuch",
                "tls --scenario",
                "tls --scenario expired 192.0.2.1",
                "tls --scenario expired --suite TLS_RSA_WITH_AES_128_CBC_SHA256",
                "tls --scenario expired --insecure",
                "tls --scenario expired --ca ca.pem",
                "tls --scenario expired --towards nobody",
                "tls --scenario wrong-host --towards server",
                "tls --towards client",
                "tls --scenario expired -4 -6",
            })
    void whatMakesNoSenseIsOneLineAndExitCode2(String line) {
        TypedLine.of(line.split(" ")).assertIsMisuse();
    }

    @Test
    void aScenarioOfOneDirectionSaysWhichItHas() {
        assertThat(TypedLine.of("tls", "--scenario", "wrong-host", "--towards", "server")
                        .err())
                .contains("wrong-host has one direction, towards the client");
    }

    @Test
    void aNameThatIsNearlyRightIsCorrected() {
        assertThat(TypedLine.of("tls", "--scenario", "expire").err()).contains("did you mean expired?");
        assertThat(TypedLine.of("tls", "--scenario", "nosuch").err()).contains("expired", "wrong-ca", "lab tls --list");
    }

    @Test
    void explainKnowsEachScenarioByItsName() {
        for (Scenario scenario : Scenarios.ALL) {
            assertThat(TypedLine.of("explain", scenario.name(), "--lang", "en").out())
                    .contains("RFC ", scenario.key() + ".1");
        }
    }
}
