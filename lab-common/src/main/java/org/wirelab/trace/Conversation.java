package org.wirelab.trace;

import java.util.OptionalLong;

/// The exchange that an entry belongs to: one connection, one DNS lookup. [#RUN] is the run as a whole.
///
/// @param id unique within a run. For two endpoints it is `initiator-responder`, such as
///     `127.0.0.1:41514-127.0.0.1:7001` or `[::1]:41514-[::1]:7001`; where the same two endpoints may meet again,
///     `initiator-responder#number`
public record Conversation(String id) {

    /// No conversation in particular: vantages that serve the whole run open and close here.
    public static final Conversation RUN = new Conversation("");

    /// The conversation that `initiator` began with `responder`; endpoints as `host:port`.
    public static Conversation between(String initiator, String responder) {
        return new Conversation(initiator + "-" + responder);
    }

    /// The conversation of these two endpoints that bears this number among all of a capture: ports are used again.
    public static Conversation between(String initiator, String responder, long number) {
        return new Conversation(initiator + "-" + responder + "#" + number);
    }

    /// The endpoint that began the conversation, or the whole id where there are no two endpoints.
    public String initiator() {
        int dash = id.indexOf('-');
        return dash < 0 ? id : id.substring(0, dash);
    }

    /// The endpoint that was called, or the empty string where there are no two endpoints.
    public String responder() {
        int dash = id.indexOf('-');
        int number = id.lastIndexOf('#');
        return dash < 0 ? "" : id.substring(dash + 1, number < dash ? id.length() : number);
    }

    /// The number that it bears among all of a capture, where it bears one.
    public OptionalLong number() {
        int number = id.lastIndexOf('#');
        return number < 0 || number < id.indexOf('-')
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(id.substring(number + 1)));
    }

    /// True for an endpoint or party name that began this conversation.
    public boolean beganAt(String party) {
        return initiator().equals(party);
    }

    @Override
    public String toString() {
        return id;
    }
}
