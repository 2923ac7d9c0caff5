package org.wirelab.trace;

import java.util.List;

/// What a ladder shows between its arrows: something that happened at one party alone, such as a secret derived.
public interface Note extends Observation {

    /// What it is, in a few words: `master_secret`.
    String title();

    /// What is to be known of it, a line each; long values may be cut by the renderer.
    List<String> details();
}
