package org.wirelab.render;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.run.Summary;
import org.wirelab.run.Wording;

/// How many sentences got which verdict, in one line: `10 sentences: 9 confirmed, 1 differs`.
final class CountLine {

    private final Wording wording;

    CountLine(Wording wording) {
        this.wording = wording;
    }

    String of(Summary summary) {
        List<String> parts = new ArrayList<>();
        summary.counts().forEach((label, count) -> {
            if (count > 0) {
                parts.add(wording.texts()
                        .format("summary.part", count, wording.texts().get("verdict." + label)));
            }
        });
        String all = wording.texts().format("summary.sentences", summary.sentences());
        return parts.isEmpty() ? all : all + ": " + String.join(", ", parts);
    }
}
