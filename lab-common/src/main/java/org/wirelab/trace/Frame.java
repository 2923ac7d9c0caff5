package org.wirelab.trace;

/// What a capture file needs of an observation: where the packet that carried it lies in the run's packet spool.
public interface Frame extends Observation {

    /// The packet's number in the order of capture within the run, from 1; 0 when no packet was kept.
    int frame();
}
