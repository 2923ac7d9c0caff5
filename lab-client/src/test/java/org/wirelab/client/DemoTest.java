package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirelab.flow.Catalogue;
import org.wirelab.flow.Catalogue.Sentence;
import org.wirelab.testing.PrivateJvm;

/// The main job: `lab demo` holds every sentence on TCP, encryption, TLS, DNS, flow and congestion control against the
/// real thing.
class DemoTest {

    @Test
    void everySentenceUpToCongestionControlIsJudgedAndNoneFails() throws Exception {
        PrivateJvm.run(Demo.class);
    }

    /// Runs in a network namespace of its own, where an ordinary user sees the wire.
    static final class Demo implements PrivateJvm.Body {

        /// That link, wire and kernel count alike is no sentence of the notes.
        private static final List<String> OBSERVERS = List.of("agreement.losses", "agreement.retransmissions");

        private final Map<Long, Map<String, Object>> entries = new HashMap<>();
        private final Map<String, Map<String, Object>> findings = new HashMap<>();
        private final List<String> kinds = new ArrayList<>();

        @Override
        public void run() throws Exception {
            read(demo());
            List<String> judged = new ArrayList<>(sentences());
            judged.addAll(OBSERVERS);
            assertThat(findings.keySet()).containsExactlyInAnyOrderElementsOf(judged);
            assertThat(findings.values())
                    .extracting(finding -> finding.get("verdict"))
                    .doesNotContain("contradicted", "missing");
            assertThat(kinds).startsWith("run").endsWith("summary");
            openingAndClosingAreSeenOnTheWire();
            everyDerivedValueWasRecomputed();
            theWalkHasRecursionDesiredClear();
        }

        private void openingAndClosingAreSeenOnTheWire() {
            for (String step : sentences()) {
                if (step.startsWith("tcp.open.") || step.startsWith("tcp.close.")) {
                    String[] witnesses =
                            step.equals("tcp.close.6") ? new String[] {"sock_diag", "proc"} : new String[] {"capture"};
                    assertThat(evidence(step))
                            .as(step)
                            .extracting(entry -> entry.get("source"))
                            .containsAnyOf((Object[]) witnesses);
                }
            }
        }

        private void everyDerivedValueWasRecomputed() {
            List<Map<String, Object>> secrets = entries.values().stream()
                    .filter(entry -> "tls.secret".equals(entry.get("kind")) && entry.containsKey("recomputed"))
                    .toList();
            assertThat(secrets)
                    .extracting(secret -> secret.get("name"))
                    .contains("master_secret", "client_write_MAC_key", "server_write_key", "server_verify_data");
            assertThat(secrets).allMatch(secret -> Boolean.TRUE.equals(secret.get("recomputed")));
        }

        private void theWalkHasRecursionDesiredClear() {
            assertThat(evidence("dns.3")).anyMatch(entry -> Boolean.TRUE.equals(entry.get("rd")));
            assertThat(evidence("dns.7"))
                    .filteredOn(entry -> "dns.query".equals(entry.get("kind")))
                    .filteredOn(entry -> Boolean.FALSE.equals(entry.get("rd")))
                    .hasSizeGreaterThanOrEqualTo(3);
        }

        @SuppressWarnings("unchecked") // evidence is a list of numbers
        private List<Map<String, Object>> evidence(String step) {
            return ((List<Number>) findings.get(step).get("evidence"))
                    .stream().map(number -> entries.get(number.longValue())).toList();
        }

        private void read(String lines) throws IOException {
            for (String line : lines.split("\n")) {
                Map<String, Object> fields = JSON.std.mapFrom(line);
                kinds.add((String) fields.get("type"));
                switch ((String) fields.get("type")) {
                    case "entry" -> entries.put(((Number) fields.get("n")).longValue(), fields);
                    case "finding" -> findings.put((String) fields.get("step"), fields);
                    default -> {} // the run's own lines
                }
            }
        }

        private static List<String> sentences() {
            Catalogue catalogue = Catalogue.load();
            return List.of("tcp", "crypto", "tls", "dns", "flow", "congestion").stream()
                    .flatMap(part -> catalogue.under(part).stream())
                    .map(Sentence::id)
                    .toList();
        }

        private static String demo() {
            PrintStream usual = System.out;
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            System.setOut(new PrintStream(lines, true, StandardCharsets.UTF_8));
            try {
                assertThat(LabCommand.run("demo", "--json", "--no-save")).isZero();
            } finally {
                System.setOut(usual);
            }
            return lines.toString(StandardCharsets.UTF_8);
        }
    }
}
