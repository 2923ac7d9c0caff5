package org.wirelab.render;

import java.util.HashMap;
import java.util.Map;
import org.wirelab.trace.Entry;

/// Which samples of a series stand on a page: a thousand a second are for the saved run, not for eyes.
final class SamplesShown {

    private static final long NANOS_BETWEEN = 100_000_000;

    private final Map<String, Long> latest = new HashMap<>();

    /// Whether enough time has passed since the one before of this vantage and conversation.
    boolean isDue(Entry sample) {
        String series = sample.vantage() + " " + sample.conversation();
        Long before = latest.get(series);
        boolean due = before == null || sample.nanos() - before >= NANOS_BETWEEN;
        if (due) {
            latest.put(series, sample.nanos());
        }
        return due;
    }
}
