package org.wirelab.dns.walk;

import org.wirelab.dns.Question;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/// How much of a name a lookup tells to the servers on its way (RFC 9156): no more than the next zone cut needs.
final class Minimiser {

    /// RFC 9156 §2.3: how many steps a lookup may have in all, and how many of them may take one label each.
    private static final int MOST_STEPS = 10;

    private static final int STEPS_OF_ONE_LABEL = 4;

    private boolean on;
    private int steps;
    private int labels;

    Minimiser(boolean on) {
        this.on = on;
    }

    /// What the zone's servers are asked: the question itself, or a name nearer to the zone.
    ///
    /// RFC 9156 §2.1: about a type that hides what is wanted and that every server can look for.
    Question ask(Name zone, Question whole) {
        int least = Math.max(labels, zone.labels() + 1);
        if (!on || least >= whole.name().labels()) {
            return whole;
        }
        return new Question(new Name(whole.name(), whole.name().labels() - least), Type.A);
    }

    /// There is no zone cut at the name that was asked about: the next one has more labels.
    void noCutAt(Name part, Name whole) {
        steps++;
        int left = whole.labels() - part.labels();
        int stride = steps < STEPS_OF_ONE_LABEL ? 1 : Math.ceilDiv(left, Math.max(1, MOST_STEPS - steps));
        labels = part.labels() + stride;
    }

    /// RFC 9156 §2.3, relaxed: servers that cannot take a part of the name are told all of it.
    void drop() {
        on = false;
    }
}
