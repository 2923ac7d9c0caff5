package org.wirelab.client.dns;

import java.io.PrintWriter;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.run.RunListener;
import org.wirelab.trace.Entry;

/// The data of the answers alone, a line each: what a script wants of a lookup.
final class ShortPage implements RunListener {

    private final PrintWriter out;
    private final boolean walk;

    /// @param walk whether there is a walk whose answer counts, and not the resolver's
    ShortPage(PrintWriter out, boolean walk) {
        this.out = out;
        this.walk = walk;
    }

    @Override
    public void entry(Entry entry) {
        if (entry.observation() instanceof DnsOutcome outcome
                && outcome.ofTheWalk() == walk
                && outcome.status().equals("answer")) {
            NameResult.data(outcome.answers()).forEach(out::println);
            out.flush();
        }
    }
}
