package org.wirelab.client.read;

import org.wirelab.run.Wording;
import org.wirelab.tcp.analysis.Analysis;
import org.wirelab.trace.Worded;

/// A remark of the analysis as a frame's comment: its name, and why.
final class RemarkComment {

    private RemarkComment() {}

    static String of(Worded remark, Wording wording) {
        String why = wording.sentence(remark).orElse("");
        String name = remark instanceof Analysis analysis
                ? "tcp.analysis." + analysis.flag().label()
                : "";
        return name.isEmpty() ? why : why.isEmpty() ? name : name + ": " + why;
    }
}
