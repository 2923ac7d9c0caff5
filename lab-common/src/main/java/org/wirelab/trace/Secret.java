package org.wirelab.trace;

import java.util.List;

/// What a key log needs of an observation: lines in NSS key log format that open the traffic of its conversation.
public interface Secret extends Observation {

    /// The lines without line ends, such as `CLIENT_RANDOM <32 bytes hex> <48 bytes hex>`; empty when this secret
    /// opens nothing by itself.
    List<String> keyLogLines();
}
