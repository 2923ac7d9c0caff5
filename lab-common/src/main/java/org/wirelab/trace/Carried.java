package org.wirelab.trace;

import org.jspecify.annotations.Nullable;

/// What a capture file needs of an observation that no packet shows by itself: which octets of its sender's byte stream
/// carried it. The [Carrier]s of the same conversation are the packets that these octets travelled in.
public interface Carried extends Observation {

    /// Who sent it: an endpoint as it stands in the [Conversation].
    String from();

    /// The octets that carried it; null when they are not known.
    @Nullable
    StreamRange stream();
}
