package org.wirelab.trace;

import java.util.List;

/// What a bar chart needs of an observation: values that are compared on one scale, where a factor of ten is a step.
public interface Bars extends Observation {

    /// The text key of what the values are.
    String titleKey();

    /// The bars, from the top.
    List<Bar> bars();

    /// One bar.
    ///
    /// @param label what it stands for
    /// @param by whose it is, in a word or two
    /// @param value its length, more than 0
    /// @param text the value as it stands beside the bar
    /// @param spread what else was measured, as it stands there
    /// @param group bars of one group look alike
    record Bar(String label, String by, double value, String text, String spread, int group) {}
}
