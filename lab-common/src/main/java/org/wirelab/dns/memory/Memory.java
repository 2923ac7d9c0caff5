package org.wirelab.dns.memory;

import org.wirelab.dns.RootHints;

/// Everything that the lookups of one session share: answers, zone cuts, servers. Bounded; for one thread at a time.
///
/// Times are nanoseconds of one clock, the one that drives the lookups.
public final class Memory {

    private static final int ANSWERS = 50_000;
    private static final int CUTS = 20_000;
    private static final int SERVERS = 20_000;

    private final RootHints hints;
    private final AnswerCache answers;
    private final ZoneCuts cuts;
    private final ServerBook servers;

    private Memory(RootHints hints, int answers, int cuts, int servers) {
        this.hints = hints;
        this.answers = new AnswerCache(answers);
        this.cuts = new ZoneCuts(hints, cuts);
        this.servers = new ServerBook(servers);
    }

    /// A memory in which there is nothing but the root hints.
    public static Memory fresh(RootHints hints) {
        return new Memory(hints, ANSWERS, CUTS, SERVERS);
    }

    /// A fresh memory that keeps no more than this many entries of each kind.
    ///
    /// @param most at least 1
    public static Memory ofSize(RootHints hints, int most) {
        return new Memory(hints, most, most, most);
    }

    /// Where every walk begins that knows nothing nearer.
    public RootHints hints() {
        return hints;
    }

    /// The answers, denials and failures of earlier lookups.
    public AnswerCache answers() {
        return answers;
    }

    /// The zone cuts seen so far.
    public ZoneCuts cuts() {
        return cuts;
    }

    /// What servers have shown of themselves.
    public ServerBook servers() {
        return servers;
    }
}
