package org.wirelab.client.dns;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.validation.SecurityStatus;
import org.wirelab.dns.validation.ValidationObservation.Validated;
import org.wirelab.run.RunListener;
import org.wirelab.run.Summary;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;

/// The data of the answers alone, a line each: what a script wants of a lookup. What is bogus is no answer.
final class ShortPage implements RunListener {

    private final PrintWriter out;
    private final boolean walk;
    private final Map<Conversation, List<String>> answers = new LinkedHashMap<>();

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
            answers.put(entry.conversation(), NameResult.data(outcome.answers()));
        }
        if (entry.observation() instanceof Validated validated && validated.status() == SecurityStatus.BOGUS) {
            answers.remove(entry.conversation());
        }
    }

    @Override
    public void ended(Summary summary) {
        answers.values().forEach(lines -> lines.forEach(out::println));
        out.flush();
    }
}
