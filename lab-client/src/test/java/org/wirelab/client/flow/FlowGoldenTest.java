package org.wirelab.client.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirelab.client.golden.KeptLines;
import org.wirelab.client.golden.RunLines;
import org.wirelab.testing.PrivateJvm;

/// `lab flow` on real sockets, typed as an ordinary user does: its JSON lines are, but for what is masked,
/// those that are kept. `-Dgolden.write=true` writes them anew.
@EnabledOnOs(OS.LINUX)
class FlowGoldenTest {

    private static final KeptLines KEPT = KeptLines.of("flow");

    /// Theory leaves out how a transfer begins and ends.
    private static final double TOLERANCE = 0.05;

    static List<String> protocols() {
        return PlayedTransfers.LOSSY;
    }

    @BeforeAll
    static void playAll() throws Exception {
        PrivateJvm.run(PlayedTransfers.class);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void endsAsDocumented(String protocol) throws Exception {
        PlayedTransfers.of(protocol).undisturbed().assertEndsAsDocumented();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void givesTheJsonLinesThatAreKept(String protocol) throws Exception {
        KEPT.hold(
                protocol,
                new MaskedTransfer(PlayedTransfers.of(protocol).undisturbed().lines()).text());
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void isJudgedTheSameWhenItIsShownAgain(String protocol) throws Exception {
        PlayedTransfers.of(protocol).undisturbed().assertIsJudgedTheSameAgain();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void theLinksLogNamesTheFramesThatWereLost(String protocol) throws Exception {
        assertThat(entries(protocol, "arq.on_the_link"))
                .extracting(entry -> entry.get("frame"), entry -> entry.get("rule"))
                .containsExactly(tuple(7, "drop 7"), tuple(12, "drop 12"));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void eachDatagramIsSeenByItsEndAndByTheWire(String protocol) throws Exception {
        assertThat(entries(protocol, "arq.packet"))
                .filteredOn(entry -> "client".equals(entry.get("side")) && "data".equals(entry.get("name")))
                .hasSameSizeAs(entries(protocol, "arq.sent"));
    }

    /// How near theory comes is held in simulated time: here a machine with other things to do may be slower than
    /// theory, but never faster.
    @Test
    void utilisationFollowsFromTheTimesThatWereMeasuredAndIsNotMoreThanTheoryAllows() throws Exception {
        Map<?, ?> compared =
                entries(PlayedTransfers.UNDISTURBED, "arq.compared").getFirst();
        List<Map<String, Object>> finished = entries(PlayedTransfers.UNDISTURBED, "arq.finished");
        List<?> runs = (List<?>) compared.get("runs");
        assertThat(runs).hasSize(3).hasSameSizeAs(finished);
        for (int i = 0; i < runs.size(); i++) {
            Map<?, ?> run = (Map<?, ?>) runs.get(i);
            double nanos = number(finished.get(i).get("ns"));
            double measured = number(run.get("measured"));
            assertThat(measured)
                    .isCloseTo(number(run.get("frames")) * number(run.get("frame_ns")) / nanos, within(1e-9));
            assertThat(number(run.get("goodput_measured_bps")))
                    .isCloseTo(number(finished.get(i).get("octets")) * Byte.SIZE * 1e9 / nanos, within(1e-3));
            assertThat(measured).isPositive().isLessThan(number(run.get("predicted")) * (1 + TOLERANCE));
        }
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static List<Map<String, Object>> entries(String play, String kind) throws Exception {
        return new RunLines(PlayedTransfers.of(play).undisturbed().lines())
                .entries().stream()
                        .filter(entry -> kind.equals(entry.get("kind")))
                        .toList();
    }
}
