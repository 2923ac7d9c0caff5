package org.wirelab.run;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.flow.Finding;

/// The last line of a run: how many sentences got which verdict, and what the process exits with.
///
/// @param counts by the verdict's label, every label in its usual order
public record Summary(Map<String, Integer> counts, int exit) {

    /// The verdicts' labels in the order in which a summary lists them.
    public static final List<String> LABELS =
            List.of("confirmed", "differs", "contradicted", "missing", "not_applicable", "unobservable");

    public Summary {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    /// The summary of these findings.
    ///
    /// @param outcome what the run itself came to; a run that came to its end is judged by its findings
    public static Summary of(Collection<Finding> findings, ExitCode outcome) {
        Count count = new Count();
        count.add(findings);
        return count.summary(outcome.number());
    }

    /// A summary as it grows, finding by finding.
    static final class Count {
        private final Map<String, Integer> counts = new LinkedHashMap<>();
        private boolean failed;

        Count() {
            LABELS.forEach(label -> counts.put(label, 0));
        }

        void add(Collection<Finding> findings) {
            for (Finding finding : findings) {
                counts.merge(finding.verdict().label(), 1, Integer::sum);
                failed |= finding.verdict().failed();
            }
        }

        Summary summary(int outcome) {
            boolean byFindings = outcome == ExitCode.OK.number() && failed;
            return new Summary(counts, byFindings ? ExitCode.NOT_AS_DOCUMENTED.number() : outcome);
        }
    }

    /// How many sentences were judged.
    public int sentences() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
