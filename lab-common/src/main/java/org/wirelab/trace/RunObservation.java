package org.wirelab.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run says of itself, so that a saved run is judged and shown as it was: where a part begins, where a
/// conversation is over.
public sealed interface RunObservation extends Observation {

    /// A part of the run begins. Conversations that begin from here on are judged by the flows of its topics, and
    /// shown by the observations of its first topic: in a part about TLS the segments are recorded, not shown.
    ///
    /// @param topics the first words of flows' ids and of observations' kinds, the leading one first: `tls`
    @Kind("run.part")
    record Part(List<String> topics) implements RunObservation {
        public Part {
            topics = List.copyOf(topics);
        }

        /// A part about these topics.
        public static Part about(String... topics) {
            return new Part(List.of(topics));
        }
    }

    /// The conversation is about to begin: these flows judge it, even if nothing of it is ever seen.
    ///
    /// @param topics the first words of the flows' ids; null for every flow of its part
    @Kind("run.conversation_expected")
    record ConversationExpected(@Nullable List<String> topics) implements RunObservation {
        public ConversationExpected {
            topics = topics == null ? null : List.copyOf(topics);
        }

        /// Every flow of its part judges it.
        public ConversationExpected() {
            this(null);
        }

        /// Flows about these topics judge it; the others of its part do when it shows something that they know.
        public static ConversationExpected about(String... topics) {
            return new ConversationExpected(List.of(topics));
        }
    }

    /// The conversation is over and its vantages are closed: what has not been seen of it will not be.
    @Kind("run.conversation_ended")
    record ConversationEnded() implements RunObservation {}

    /// The user broke the run off: nothing that happens from here on is the protocol's own doing, and what has not
    /// been seen by now might still have come.
    @Kind("run.interrupted")
    record Interrupted() implements RunObservation {}

    /// An address is known by a name: the one that the user typed, or one learnt underway.
    ///
    /// @param address without brackets: `192.0.2.1`, `2001:db8::1`
    /// @param name as it is written, without a final dot
    @Kind("run.name")
    record Named(String address, String name) implements RunObservation {}
}
