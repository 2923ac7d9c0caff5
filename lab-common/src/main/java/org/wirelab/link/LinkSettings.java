package org.wirelab.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How one direction of a link treats its packets.
///
/// @param bitsPerSecond what it carries, IP headers included; 0 for as much as this machine can
/// @param queuePackets how many packets wait at most before they are sent; what comes then is dropped (tail drop). Has
///     a meaning only where there is a rate
/// @param queueOctets the same in octets of IP packets
/// @param delay from the last bit's sending to its arrival
/// @param jitter what is added to the delay at most, evenly distributed; packets keep their order all the same
/// @param jitterSeed of its random numbers
/// @param rules what befalls packets: the first rule that strikes a packet decides
public record LinkSettings(
        long bitsPerSecond,
        int queuePackets,
        long queueOctets,
        Duration delay,
        Duration jitter,
        long jitterSeed,
        List<Rule> rules) {

    /// A cable that adds nothing and loses nothing.
    public static final LinkSettings PERFECT =
            new LinkSettings(0, Integer.MAX_VALUE, Long.MAX_VALUE, Duration.ZERO, Duration.ZERO, 1, List.of());

    public LinkSettings {
        rules = List.copyOf(rules);
        if (bitsPerSecond < 0 || queuePackets < 0 || queueOctets < 0 || delay.isNegative() || jitter.isNegative()) {
            throw new IllegalArgumentException("a link's settings are not negative");
        }
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two rules are called " + rule.name());
            }
        }
    }

    public LinkSettings withRate(long newBitsPerSecond) {
        return new LinkSettings(newBitsPerSecond, queuePackets, queueOctets, delay, jitter, jitterSeed, rules);
    }

    public LinkSettings withQueue(int packets) {
        return new LinkSettings(bitsPerSecond, packets, queueOctets, delay, jitter, jitterSeed, rules);
    }

    public LinkSettings withQueueOctets(long octets) {
        return new LinkSettings(bitsPerSecond, queuePackets, octets, delay, jitter, jitterSeed, rules);
    }

    public LinkSettings withDelay(Duration newDelay) {
        return new LinkSettings(bitsPerSecond, queuePackets, queueOctets, newDelay, jitter, jitterSeed, rules);
    }

    public LinkSettings withJitter(Duration newJitter, long seed) {
        return new LinkSettings(bitsPerSecond, queuePackets, queueOctets, delay, newJitter, seed, rules);
    }

    /// With one rule more, behind the others.
    public LinkSettings with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return withRules(more);
    }

    /// Without the rule of this name, if there is one.
    public LinkSettings without(String rule) {
        return withRules(
                rules.stream().filter(each -> !each.name().equals(rule)).toList());
    }

    public LinkSettings withRules(List<Rule> newRules) {
        return new LinkSettings(bitsPerSecond, queuePackets, queueOctets, delay, jitter, jitterSeed, newRules);
    }
}
