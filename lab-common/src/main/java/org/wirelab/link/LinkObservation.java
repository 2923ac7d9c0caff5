package org.wirelab.link;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Mark;
import org.wirelab.trace.Note;
import org.wirelab.trace.Observation;

/// What a link says of itself: how it is set, and each packet that it did not simply deliver. The oracle for all that
/// is seen of loss elsewhere.
///
/// Packets are numbered from 1 in each direction, all that entered it, in their order.
public sealed interface LinkObservation extends Observation {

    Direction direction();

    /// Something happened to one packet, because of a rule.
    sealed interface OnePacket extends LinkObservation, Note {
        /// Its number among all packets that entered this direction.
        long number();

        /// Why: the rule's name, or one of the names that no rule bears ([Rule#QUEUE_FULL]).
        String rule();

        LinkPacket packet();

        @Override
        default List<String> details() {
            List<String> details = new ArrayList<>();
            details.add(packet().src() + " → " + packet().dst());
            if (packet().sequenceNumber() != null) {
                details.add("seq " + packet().sequenceNumber());
            }
            details.add("packet " + number() + " in this direction, rule " + rule());
            return details;
        }
    }

    /// The direction is set like this, from now on: at the start, and whenever it is changed.
    ///
    /// @param bitsPerSecond null: as much as the machine can
    /// @param queuePackets null: without limit
    /// @param queueOctets null: without limit
    /// @param rules in their order
    @Kind("link.set")
    record Set(
            Direction direction,
            @Field("rate_bps") @Nullable Long bitsPerSecond,
            @Nullable Integer queuePackets,
            @Nullable Long queueOctets,
            long delayNs,
            long jitterNs,
            List<RuleWords> rules)
            implements LinkObservation, Note {
        public Set {
            rules = List.copyOf(rules);
        }

        @Override
        public String title() {
            return direction == Direction.TO_SERVER ? "link to the server" : "link to the client";
        }

        @Override
        public List<String> details() {
            List<String> details = new ArrayList<>();
            details.add(
                    "delay " + millis(delayNs) + " ms" + (jitterNs == 0 ? "" : ", jitter " + millis(jitterNs) + " ms")
                            + (bitsPerSecond == null ? ", any rate" : ", " + bitsPerSecond + " bit/s")
                            + (queuePackets == null ? "" : ", queue " + queuePackets + " packets")
                            + (queueOctets == null ? "" : ", queue " + queueOctets + " octets"));
            rules.forEach(rule -> details.add(
                    "rule " + rule.name() + ": " + rule.effect() + " " + rule.match() + ", " + rule.selection()));
            return details;
        }

        private static String millis(long nanos) {
            return BigDecimal.valueOf(nanos, 6).stripTrailingZeros().toPlainString();
        }

        /// These settings in words.
        public static Set of(Direction direction, LinkSettings settings) {
            return new Set(
                    direction,
                    settings.bitsPerSecond() == 0 ? null : settings.bitsPerSecond(),
                    settings.queuePackets() == Integer.MAX_VALUE ? null : settings.queuePackets(),
                    settings.queueOctets() == Long.MAX_VALUE ? null : settings.queueOctets(),
                    settings.delay().toNanos(),
                    settings.jitter().toNanos(),
                    settings.rules().stream().map(RuleWords::of).toList());
        }
    }

    /// A rule as it stands in the trace: `lost_fin`, `FIN`, `number 1`, `drop`.
    record RuleWords(String name, String match, String selection, String effect) {
        static RuleWords of(Rule rule) {
            return new RuleWords(
                    rule.name(),
                    rule.match().words(),
                    rule.selection().toString(),
                    rule.effect().toString());
        }
    }

    /// The packet does not arrive.
    @Kind("link.dropped")
    record Dropped(Direction direction, long number, String rule, LinkPacket packet) implements OnePacket, Mark {
        @Override
        public Sign sign() {
            return new Sign.Moment('x', "mark.dropped");
        }

        @Override
        public String title() {
            return "dropped: " + packet.label();
        }
    }

    /// The packet arrives more than once.
    ///
    /// @param more how many times more
    @Kind("link.duplicated")
    record Duplicated(Direction direction, long number, String rule, LinkPacket packet, int more) implements OnePacket {
        @Override
        public String title() {
            return "duplicated: " + packet.label();
        }
    }

    /// The packet arrives behind others that were sent after it.
    ///
    /// @param behind how many it lets pass
    /// @param atMostNs how long it waits for them, in nanoseconds beyond its own time
    @Kind("link.held_back")
    record HeldBack(Direction direction, long number, String rule, LinkPacket packet, int behind, long atMostNs)
            implements OnePacket {
        @Override
        public String title() {
            return "held back: " + packet.label();
        }
    }

    /// The direction is at its end: all that entered it, and what became of that.
    ///
    /// @param packets how many entered
    /// @param octets how many octets they had, IP headers included
    /// @param delivered how many arrived, duplicates included
    /// @param dropped how many did not, each of them told
    /// @param underWay how many were still on their way when the link ended
    /// @param missed how many the kernel lost before or behind the link, so that nobody could tell which: the log
    ///     is whole only where this is 0
    /// @param failure what ended the link before it was closed; null if nothing did
    @Kind("link.ended")
    record Ended(
            Direction direction,
            long packets,
            long octets,
            long delivered,
            long dropped,
            long underWay,
            long missed,
            @Nullable String failure)
            implements LinkObservation {}
}
