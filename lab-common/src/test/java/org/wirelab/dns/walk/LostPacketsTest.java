package org.wirelab.dns.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.dns.walk.Script.zone;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.DnsDecision;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.DnsSilence;
import org.wirelab.dns.zone.Zone;

/// A link that loses packets, by a seed: names are resolved all the same, and each repetition is explained.
class LostPacketsTest {

    private static final double LOSS = 0.2;

    private final Random link = new Random(20);
    private final Script script = new Script()
            .root(
                    "a.root.",
                    "192.0.2.1",
                    zone(
                            ".",
                            "@ NS a.root.\na.root. A 192.0.2.1\ncom. NS ns1.com.\ncom. NS ns2.com.\nns1.com. A 192.0.2.2\nns2.com. A 192.0.2.3\n"))
            .root(
                    "b.root.",
                    "192.0.2.4",
                    zone(
                            ".",
                            "@ NS a.root.\na.root. A 192.0.2.1\ncom. NS ns1.com.\ncom. NS ns2.com.\nns1.com. A 192.0.2.2\nns2.com. A 192.0.2.3\n"))
            .server("192.0.2.2", com())
            .server("192.0.2.3", com())
            .server("198.51.100.1", x())
            .server("198.51.100.2", x())
            .sharing();

    @Test
    void aThousandNamesAreResolvedWithinTheirLimitsThoughAFifthOfAllPacketsIsLost() {
        List.of("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "198.51.100.1", "198.51.100.2")
                .forEach(server -> script.drop(server, _ -> exchangeLost()));
        int repeated = 0;
        for (int i = 0; i < 1000; i++) {
            script.seen.clear();
            long begun = script.clock;
            assertThat(script.walk("n" + i + ".x.com", "A")).as("name " + i).isInstanceOf(Move.Answered.class);
            assertThat(script.clock - begun)
                    .isLessThanOrEqualTo(Limits.USUAL.total().toNanos());
            long queries = script.seen(DnsQuery.class).count();
            long silences = script.seen(DnsSilence.class).count();
            long again = script.seen(DnsDecision.AskedAgain.class).count();
            assertThat(queries)
                    .as("each query is the first of a step, or follows a silence")
                    .isLessThanOrEqualTo(3 + silences);
            assertThat(again).isLessThanOrEqualTo(silences);
            repeated += (int) again;
        }
        assertThat(repeated).as("queries repeated to the same server").isPositive();
    }

    private boolean exchangeLost() {
        boolean query = lost();
        boolean response = lost();
        return query || response;
    }

    private boolean lost() {
        return link.nextDouble() < LOSS;
    }

    private static Zone com() {
        return zone(
                "com.",
                "@ NS ns1\n@ NS ns2\nns1 A 192.0.2.2\nns2 A 192.0.2.3\nx NS ns1.x\nx NS ns2.x\nns1.x A 198.51.100.1\nns2.x A 198.51.100.2\n");
    }

    private static Zone x() {
        return zone("x.com.", "@ NS ns1\n@ NS ns2\nns1 A 198.51.100.1\nns2 A 198.51.100.2\n* A 203.0.113.1\n");
    }
}
