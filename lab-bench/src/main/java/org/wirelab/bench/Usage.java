package org.wirelab.bench;

/// What a process cost, its children included.
///
/// @param user CPU seconds in the program
/// @param system CPU seconds in the kernel on its behalf
/// @param wall seconds from its start to its end
/// @param residentMib the largest resident set, in MiB
public record Usage(double user, double system, double wall, double residentMib) {

    /// CPU seconds of both sorts, on all processors.
    public double cpu() {
        return user + system;
    }
}
