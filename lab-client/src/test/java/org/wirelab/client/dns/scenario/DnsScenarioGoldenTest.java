package org.wirelab.client.dns.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirelab.client.Protocols;
import org.wirelab.run.JsonLines;
import org.wirelab.run.Replay;
import org.wirelab.run.Summary;
import org.wirelab.run.Wording;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;

/// Every scenario of DNS, played for real: it ends as documented, in time, and its JSON lines are, but for what is
/// masked, those that are kept. `-Dgolden.write=true` writes them anew.
class DnsScenarioGoldenTest {

    private static final boolean WRITE = Boolean.getBoolean("golden.write");
    private static final Path KEPT = Path.of("src", "test", "resources", "org", "wirelab", "client", "dns", "scenario");

    static List<Played> plays() {
        return Played.all();
    }

    @ParameterizedTest
    @MethodSource("plays")
    void endsAsDocumented(Played played) throws Exception {
        assertThat(played.lines().lines().reduce("", (_, last) -> last))
                .as(played.lines())
                .contains("\"contradicted\":0,\"missing\":0,")
                .contains("\"unobservable\":0,\"exit\":0");
    }

    /// The walk's own account of its time: what the machine is busy with otherwise is not measured.
    @ParameterizedTest
    @MethodSource("plays")
    void theWalkKeepsToItsLimits(Played played) throws Exception {
        for (String line : played.lines().lines().toList()) {
            Map<String, Object> fields = JSON.std.mapFrom(line);
            if ("dns.outcome".equals(fields.get("kind")) && "walk".equals(fields.get("purpose"))) {
                assertThat(((Number) fields.get("exchanges")).intValue()).isLessThanOrEqualTo(60);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("plays")
    void givesTheJsonLinesThatAreKept(Played played) throws Exception {
        String masked = new MaskedRun(played.lines()).text();
        Path file = KEPT.resolve(played.scenario().name() + ".jsonl");
        if (WRITE) {
            Files.createDirectories(KEPT);
            Files.writeString(file, masked);
        }
        assumeFalse(WRITE, "written anew, not compared");
        assertThat(masked).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("plays")
    void isJudgedTheSameWhenItIsShownAgain(Played played) throws Exception {
        String lines = played.lines();
        StringWriter again = new StringWriter();
        Summary summary = Replay.of(
                played.folder(),
                Protocols.KINDS,
                Protocols.known(),
                List.of(new JsonLines(again, "the test", new Wording(Texts.in(Language.EN)))));
        assertThat(summary.exit()).isZero();
        assertThat(again.toString()).isEqualTo(lines);
    }
}
