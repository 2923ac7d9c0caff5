package org.wirelab.tcp;

import org.wirelab.trace.Aside;
import org.wirelab.trace.Kind;

/// The kernel gave one end of a connection a state that its segments do not.
///
/// @param end whose state it is
/// @param kernel the state that the kernel gave, at the time of this entry
/// @param segments the states that the end's segments gave around that time, in order: `SYN_SENT, ESTABLISHED`
@Kind("tcp.disagreement")
public record Disagreement(String end, String kernel, String segments) implements TcpObservation, Aside {

    @Override
    public String party() {
        return end;
    }

    @Override
    public String words() {
        return "kernel: " + kernel + " ≠ segments: " + segments;
    }
}
