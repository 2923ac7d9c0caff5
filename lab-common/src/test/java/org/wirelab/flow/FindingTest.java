package org.wirelab.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wirelab.trace.Conversation;

/// Findings in the order of their sentences.
class FindingTest {

    @Test
    void theyStandAsTheirSentencesAreNumbered() {
        List<String> sorted = Stream.of("dns.10", "dns.2", "tls.3a", "tls.3", "dns.1", "dns.x.2", "plain")
                .map(step -> new Finding("flow", Conversation.RUN, step, new Verdict.Confirmed(), List.of(), Map.of()))
                .sorted(Finding.IN_ORDER)
                .map(Finding::step)
                .toList();

        assertThat(sorted).containsExactly("plain", "dns.1", "dns.2", "dns.10", "dns.x.2", "tls.3", "tls.3a");
    }
}
