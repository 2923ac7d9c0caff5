package org.wirelab.trace;

import org.jspecify.annotations.Nullable;

/// A value that anybody can compute again: the command for a shell that prints it.
public interface Recomputable extends Observation {

    /// What it is called: `master_secret`.
    String name();

    /// How it comes about, in a line: `PRF(pre_master_secret, …)`.
    String formula();

    /// What the command must print: the value in lower-case hexadecimal digits.
    String printed();

    /// A command for a POSIX shell; null where there is nothing to compute.
    @Nullable
    String command();
}
