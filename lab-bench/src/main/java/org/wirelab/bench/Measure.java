package org.wirelab.bench;

import java.util.List;
import org.wirelab.run.LabException;

/// One thing that is measured, and the table, or tables, that come of it: what stands behind one NAME of
/// `scripts/bench`.
///
/// Whatever is compared is measured in the same run, in turns, so that a busy machine disturbs both alike.
public interface Measure {

    /// The word on the command line, and the name of the table's place in docs/reference/performance.md.
    String name();

    /// What is held against what, as one line of `--help`.
    String describe();

    /// The programs that it needs beside the lab; it is not begun where one is missing.
    List<Tool> tools();

    /// The names of its parts, where one of them can be measured alone.
    default List<String> parts() {
        return List.of();
    }

    /// Measures. Takes minutes, or seconds when `setting.quick()`.
    ///
    /// @throws LabException when something that it needs fails
    /// @throws InterruptedException when the user has had enough
    Result run(Setting setting) throws LabException, InterruptedException;
}
