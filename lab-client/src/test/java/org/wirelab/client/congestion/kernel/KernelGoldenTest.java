package org.wirelab.client.congestion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirelab.client.congestion.kernel.PlayedKernel.Line;
import org.wirelab.client.golden.KeptLines;
import org.wirelab.client.golden.RunLines;
import org.wirelab.testing.PrivateJvm;

/// The kernel's own congestion control, played for real on the lab's own hosts as an ordinary user.
/// `-Dgolden.write=true` writes the textbook's run anew.
@EnabledOnOs(OS.LINUX)
class KernelGoldenTest {

    private static final KeptLines KEPT = KeptLines.of("congestion", "kernel");

    static List<Line> lines() {
        return PlayedKernel.LINES;
    }

    @BeforeAll
    static void playAll() throws Exception {
        PrivateJvm.run(PlayedKernel.class);
    }

    @Test
    void theTextbooksRunGoesAsItIsKept() throws Exception {
        KEPT.hold("textbook", new MaskedKernelRun(undisturbed(PlayedKernel.TEXTBOOK)).text());
    }

    @Test
    void linuxAsItComesDiffersInEachSentenceForItsOwnReason() throws Exception {
        String lines = undisturbed(PlayedKernel.DEFAULT);
        List<Map<String, Object>> findings = new RunLines(lines).ofType("finding");

        assertThat(findings)
                .filteredOn(finding -> String.valueOf(finding.get("step")).matches("congestion\\.[245]"))
                .extracting(finding -> finding.get("verdict"))
                .containsOnly("differs");
        assertThat(findings.stream()
                        .map(finding -> String.valueOf(finding.get("why")))
                        .toList()
                        .toString())
                .contains("RFC 6928", "CUBIC multiplies by 0.7")
                // which of the two it goes by depends on what had arrived when the kernel looked
                .contains(lines.contains("\"cause\":\"rack\"") ? "RACK" : "RFC 6675");
    }

    @Test
    void linkWireAndKernelCountTheSegmentThatWasDropped() throws Exception {
        List<Map<String, Object>> agreements = new RunLines(undisturbed(PlayedKernel.TEXTBOOK))
                .entries().stream()
                        .filter(entry -> "congestion.agreement".equals(entry.get("kind")))
                        .toList();

        assertThat(agreements)
                .extracting(entry -> entry.get("counts"))
                .containsExactly(Map.of("link", 1, "wire", 1), Map.of("link", 1, "wire", 1, "tcp_info", 1));
    }

    @Test
    void whatThisKernelLacksIsUnobservableAndNoFailure() throws Exception {
        String lines = PlayedKernel.of(PlayedKernel.LACKING).latest().lines();
        assumeTrue(
                new RunLines(lines).entries().stream().anyMatch(entry -> "congestion.unseen".equals(entry.get("kind"))),
                "this kernel has nv");

        assertThat(new RunLines(lines).ofType("finding")).hasSize(7).allSatisfy(finding -> {
            assertThat(finding.get("verdict")).isEqualTo("unobservable");
            assertThat(String.valueOf(finding.get("why"))).contains("modprobe tcp_nv");
        });
    }

    @Test
    void bothRenosDoubleAlikeUntilTheLossAndTheTableSaysWhereTheyPart() throws Exception {
        Map<String, Object> parted = new RunLines(undisturbed(PlayedKernel.COMPARED))
                .entries().stream()
                        .filter(entry -> "congestion.parted".equals(entry.get("kind")))
                        .findFirst()
                        .orElseThrow();
        List<?> rows = (List<?>) parted.get("rows");

        for (int number = 1; number <= 4; number++) {
            Map<?, ?> row = (Map<?, ?>) rows.get(number - 1);
            assertThat(row.get("name")).isEqualTo("round " + number);
            assertThat(((Number) row.get("lab")).doubleValue()).isEqualTo(1 << (number - 1));
            assertThat(((Number) row.get("kernel")).doubleValue()).isEqualTo(1 << (number - 1));
        }
        assertThat(rows.toString()).contains("congestion.parting.recovery");
    }

    @ParameterizedTest
    @MethodSource("lines")
    void isJudgedTheSameWhenItIsShownAgain(Line line) throws Exception {
        PlayedKernel.of(line).undisturbed().assertIsJudgedTheSameAgain();
    }

    private static String undisturbed(Line line) throws Exception {
        return PlayedKernel.of(line).undisturbed().lines();
    }
}
