package org.wirelab.trace;

import java.util.List;

/// What asks for a plot of [Sample]s that were recorded before it, with the [Mark]s of their conversations.
public interface Plotted extends Observation {

    /// The text key of what the values are, with their unit: `congestion.plot.window`.
    String titleKey();

    /// The curves, the most important first.
    List<Curve> curves();

    /// Whether each conversation's time counts from its own first sample, so that conversations that took place one
    /// after the other lie upon each other; otherwise all count from the first sample of any.
    boolean aligned();

    /// Whether fewer lines will do, such as for a second plot below the first; it then repeats no marks.
    boolean low();

    /// One series of one conversation, as one vantage saw it.
    ///
    /// @param series its name in [Sample#values()]
    /// @param factor what each value is multiplied by for the plot's unit: 0.001 for microseconds as milliseconds
    /// @param name of the conversation, in a word or two; empty where there is one only. A text key, or the name
    ///     itself
    record Curve(
            Conversation conversation,
            Source source,
            Side side,
            String series,
            double factor,
            String name,
            Look look) {}

    /// How a curve is drawn.
    enum Look {
        /// What goes on and on: a line that is connected.
        LINE,
        /// What stays for long and then jumps, such as a threshold: a dashed line without verticals.
        LEVEL,
        /// What swings fast: its least and its greatest value in each column, as dots.
        DOTS
    }
}
