package org.wirelab.link;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A link that is running, as it can be changed: settings and rules of each direction. Safe for any thread.
///
/// Every change is told to the link's listener with its time.
public final class Link {

    private final Lane<?> toServer;
    private final Lane<?> toClient;

    Link(Lane<?> toServer, Lane<?> toClient) {
        this.toServer = toServer;
        this.toClient = toClient;
    }

    public LinkSettings settings(Direction direction) {
        return lane(direction).settings();
    }

    /// Treats packets that enter from now on by these settings. Rules that stay as they are go on counting.
    public void set(Direction direction, LinkSettings settings) {
        change(direction, _ -> settings);
    }

    public void change(Direction direction, UnaryOperator<LinkSettings> change) {
        lane(direction).change(change, now());
    }

    /// Has the rules count from the beginning, as if they were new: the next packets have the fates of the first.
    public void countAnew(Direction direction) {
        lane(direction).countAnew(now());
    }

    /// Adds a rule behind the others; it counts from now on.
    public void add(Direction direction, Rule rule) {
        change(direction, settings -> settings.with(rule));
    }

    /// Takes the rule of this name away, if there is one.
    public void remove(Direction direction, String rule) {
        change(direction, settings -> settings.without(rule));
    }

    /// Cuts the cable, both ways: everything that enters from now on vanishes.
    public void cut() {
        cut(Direction.TO_SERVER);
        cut(Direction.TO_CLIENT);
    }

    /// Lets everything vanish that enters this direction from now on, before any other rule sees it.
    public void cut(Direction direction) {
        change(direction, settings -> {
            List<Rule> rules = new ArrayList<>(settings.without(Rule.CUT).rules());
            rules.addFirst(Rule.cut());
            return settings.withRules(rules);
        });
    }

    /// Mends the cable, both ways.
    public void heal() {
        heal(Direction.TO_SERVER);
        heal(Direction.TO_CLIENT);
    }

    public void heal(Direction direction) {
        remove(direction, Rule.CUT);
    }

    private Lane<?> lane(Direction direction) {
        return switch (direction) {
            case TO_SERVER -> toServer;
            case TO_CLIENT -> toClient;
        };
    }

    /// Now, on the capture's clock.
    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
