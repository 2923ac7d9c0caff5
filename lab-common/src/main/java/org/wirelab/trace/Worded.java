package org.wirelab.trace;

import java.util.List;

/// What has a sentence of its own in each of the lab's languages: why it is what it is.
///
/// The terminal shows the sentence in the run's language; in the JSON lines it stands in English, as `why`.
public interface Worded extends Observation {

    /// The sentence's key among the texts, such as `analysis.duplicate_ack`.
    String textKey();

    /// What fills its places `{0}`, `{1}`, as text: numbers are not grouped.
    List<String> textArguments();

    /// Whether another observation of the same event says this and more: a page then leaves this one out.
    default boolean implied() {
        return false;
    }
}
