package org.wirelab.link;

import java.time.Duration;

/// Something that befalls certain packets in one direction of a link, for a reason that bears a name.
///
/// @param name stands in the trace as the reason for what it does; unique within a direction
/// @param match which packets it looks at
/// @param selection which of those it strikes
/// @param effect what it does to them
public record Rule(String name, PacketMatch match, Selection selection, Effect effect) {

    /// The name of the reason when the queue was full. No rule bears it.
    public static final String QUEUE_FULL = "queue_full";

    /// The name of the reason when a packet is larger than the interface behind the link takes. No rule bears it.
    public static final String TOO_LARGE = "mtu";

    /// The name of the rule that cuts a direction.
    public static final String CUT = "cut";

    public Rule {
        if (name.isBlank() || name.equals(QUEUE_FULL) || name.equals(TOO_LARGE)) {
            throw new IllegalArgumentException("a rule needs a name of its own: " + name);
        }
    }

    public static Rule drop(String name, PacketMatch match, Selection selection) {
        return new Rule(name, match, selection, new Effect.Drop());
    }

    /// Everything vanishes: a cable that is cut.
    public static Rule cut() {
        return drop(CUT, PacketMatch.ANY, Selection.ALL);
    }

    /// Each packet is lost with the same chance.
    public static Rule loss(String name, double probability, long seed) {
        return drop(name, PacketMatch.ANY, new Selection.Chance(probability, seed));
    }

    public static Rule duplicate(String name, PacketMatch match, Selection selection) {
        return new Rule(name, match, selection, new Effect.Duplicate(1));
    }

    /// @param behind how many later packets arrive first
    /// @param atMost how long it waits for them
    public static Rule holdBack(String name, PacketMatch match, Selection selection, int behind, Duration atMost) {
        return new Rule(name, match, selection, new Effect.HoldBack(behind, atMost));
    }
}
