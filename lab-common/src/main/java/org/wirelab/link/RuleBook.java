package org.wirelab.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/// The rules of one direction and how far each has counted.
final class RuleBook {

    /// A rule, and how many packets it has looked at since it was made.
    private static final class Counted {
        private final Rule rule;
        private final Random random;
        private long seen;

        Counted(Rule rule) {
            this.rule = rule;
            this.random = new Random(rule.selection() instanceof Selection.Chance chance ? chance.seed() : 0);
        }

        boolean strikes() {
            seen++;
            return switch (rule.selection()) {
                case Selection.All() -> true;
                case Selection.Numbers(var numbers) -> numbers.contains(seen);
                case Selection.EveryNth(int n) -> seen % n == 0;
                case Selection.Chance chance -> random.nextDouble() < chance.probability();
            };
        }
    }

    private List<Counted> rules = List.of();

    /// Takes over these rules; one that was there before goes on counting where it was.
    void set(List<Rule> newRules) {
        List<Counted> next = new ArrayList<>();
        for (Rule rule : newRules) {
            next.add(rules.stream()
                    .filter(known -> known.rule.equals(rule))
                    .findFirst()
                    .orElseGet(() -> new Counted(rule)));
        }
        rules = next;
    }

    /// The first rule that strikes the packet. Rules behind it do not see the packet.
    Optional<Rule> striking(Supplier<LinkPacket> packet) {
        LinkPacket read = null; // once, however many rules there are
        for (Counted each : rules) {
            PacketMatch match = each.rule.match();
            if (match != PacketMatch.ANY && read == null) {
                read = packet.get();
            }
            boolean looksAtIt = read == null || match.test().test(read);
            if (looksAtIt && each.strikes()) {
                return Optional.of(each.rule);
            }
        }
        return Optional.empty();
    }
}
