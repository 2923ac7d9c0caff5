package org.wirelab.flow;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.trace.Conversation;

/// What was found for one sentence in one conversation.
///
/// @param flow the flow's id, `tcp.open`
/// @param conversation the conversation that was judged
/// @param step the sentence's id, `tcp.open.1`
/// @param verdict what the judge says
/// @param evidence numbers of the entries that show it, each sighting of an event its own number, ascending
/// @param letters the values that the step defined, by the letter's name, in the order of definition
public record Finding(
        String flow,
        Conversation conversation,
        String step,
        Verdict verdict,
        List<Long> evidence,
        Map<String, String> letters) {

    /// As the sentences are numbered: `dns.5` before `dns.6` before `dns.10`, whichever was judged first.
    public static final Comparator<Finding> IN_ORDER = Comparator.comparing(Finding::part)
            .thenComparingInt(Finding::number)
            .thenComparing(Finding::step);

    public Finding {
        evidence = evidence.stream().sorted().distinct().toList();
        letters = Collections.unmodifiableMap(new LinkedHashMap<>(letters));
    }

    private String part() {
        return step.substring(0, step.lastIndexOf('.') + 1);
    }

    private int number() {
        String digits = step.substring(step.lastIndexOf('.') + 1).replaceAll("[^0-9].*", "");
        return digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }
}
