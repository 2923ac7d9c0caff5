package org.wirelab.client.path;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.wirelab.link.LinkSettings;
import org.wirelab.link.NetworkSettings;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// How the emulated link is to be. Rate, delay and queue are those of both directions; what befalls packets befalls
/// them on their way to the server, which is the way of the data.
///
/// @param bitsPerSecond IP headers included
/// @param delay one way
/// @param queue packets that wait at most
/// @param loss chance of each packet to be lost
/// @param drops numbers of data frames, from 1, whose first sending is lost
/// @param reorder chance of each packet to arrive behind those after it
/// @param seed of what is left to chance
public record LinkChoice(
        long bitsPerSecond, Duration delay, int queue, double loss, List<Long> drops, double reorder, long seed) {

    /// The names of the rules, as they stand in the trace; a frame's number follows the first.
    public static final String DROP = "drop";

    public static final String LOSS = "loss";
    public static final String REORDER = "reorder";

    /// How many packets pass one that is held back: as many duplicate acknowledgments make TCP believe in a loss
    /// (RFC 5681 §3.2).
    static final int OVERTAKERS = 3;

    /// How long one that is held back waits for them at most, if fewer come.
    private static final Duration HELD_BACK = Duration.ofMillis(20);

    public LinkChoice {
        drops = List.copyOf(drops);
    }

    /// This link, for a transfer of so many data frames.
    ///
    /// @throws LabException when one is to be lost that there will not be
    public LinkChoice within(long frames) throws LabException {
        for (long number : drops) {
            if (number > frames) {
                throw new LabException(
                        ExitCode.USAGE,
                        "--drop " + number + ": there are " + frames + " data frames, from 1; --bytes gives more");
            }
        }
        return this;
    }

    /// The path with this link, between interfaces as Ethernet has them.
    ///
    /// @param numbered how the link knows the data frame with this number, from 1
    public NetworkSettings network(LongFunction<PacketMatch> numbered) {
        LinkSettings both =
                LinkSettings.PERFECT.withRate(bitsPerSecond).withDelay(delay).withQueue(queue);
        return NetworkSettings.PERFECT.withLink(both).withToServer(both.withRules(rules(numbered)));
    }

    /// What befalls packets on their way to the server.
    private List<Rule> rules(LongFunction<PacketMatch> numbered) {
        List<Rule> rules = new ArrayList<>();
        for (long number : drops) {
            rules.add(Rule.drop(DROP + " " + number, numbered.apply(number), Selection.FIRST));
        }
        if (loss > 0) {
            rules.add(Rule.loss(LOSS, loss, seed));
        }
        if (reorder > 0) {
            // its own dice beside those of loss: a frame's loss says nothing about the next one's order
            Selection.Chance chance = new Selection.Chance(reorder, loss > 0 ? ~seed : seed);
            rules.add(Rule.holdBack(REORDER, PacketMatch.ANY, chance, OVERTAKERS, HELD_BACK));
        }
        return rules;
    }
}
