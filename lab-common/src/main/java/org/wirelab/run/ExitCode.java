package org.wirelab.run;

/// What the lab's process returns, for scripts to go by.
public enum ExitCode {
    /// Nothing was contradicted or missing.
    OK(0),
    /// A step was contradicted or missing.
    NOT_AS_DOCUMENTED(1),
    /// The command line, or a file named on it, cannot be used.
    USAGE(2),
    /// The other end is unreachable, timed out, or a lookup failed.
    UNREACHABLE(3),
    /// Trust was refused: a certificate, a bogus DNSSEC chain.
    TRUST_REFUSED(4),
    /// A privilege or a tool is missing.
    LACKING(5),
    /// A mistake in the lab itself.
    INTERNAL(70),
    /// Interrupted by the user.
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /// The number that the process exits with.
    public int number() {
        return number;
    }
}
