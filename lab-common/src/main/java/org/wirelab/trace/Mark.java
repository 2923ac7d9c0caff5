package org.wirelab.trace;

/// What a plot marks below its time axis, at the entry's time.
public interface Mark extends Observation {

    /// What is drawn.
    Sign sign();

    /// A letter, and its name for the legend.
    sealed interface Sign {

        /// One ASCII character.
        char letter();

        /// The key of the name among the texts; what has none there is named by the key itself.
        String textKey();

        /// Something that happened at this time.
        record Moment(char letter, String textKey) implements Sign {}

        /// Something that lasts from this time until the next phase of its conversation.
        record Phase(char letter, String textKey) implements Sign {}
    }
}
