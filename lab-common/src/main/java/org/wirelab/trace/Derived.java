package org.wirelab.trace;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value that came of others: a node of the tree that a page draws of them.
public interface Derived extends Recomputable {

    /// What it came of, by name, bytes in hexadecimal digits; first that on which the derivation works, its
    /// parent in the tree.
    Map<String, String> inputs();

    /// How it came of its parent, which is left out: `"c hs traffic", transcript_hash`.
    String step();

    /// Whether a second computation gave the same value; null where none was made.
    @Nullable
    Boolean recomputed();
}
