package org.wirelab.trace;

import java.util.List;

/// What a ladder needs of an observation: something went from one party to another.
public interface Arrow extends Observation {

    /// Who sent it: an endpoint as it stands in the [Conversation] (`127.0.0.1:41514`), or any other party's name.
    String from();

    /// Whom it was sent to, named as in [#from()].
    String to();

    /// What stands on the arrow: a few words of the field's own, such as `SYN ACK` or `ClientHello`.
    String label();

    /// What stands beside the arrow, a line each, most telling first: `seq 901457732`, `ack 2872315102`.
    List<String> details();
}
