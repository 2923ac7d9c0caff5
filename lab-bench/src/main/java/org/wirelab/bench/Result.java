package org.wirelab.bench;

/// What a measure came to, as the terminal shows it and docs/reference/performance.md keeps it.
public interface Result {

    /// In Markdown, ending with a line break.
    String markdown();
}
