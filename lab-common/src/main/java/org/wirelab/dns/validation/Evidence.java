package org.wirelab.dns.validation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wirelab.dns.Question;
import org.wirelab.dns.walk.Move;

/// What has been looked up for one validation: each question once, whoever asks for it.
final class Evidence {

    private final SignedLookup lookup;
    private final Map<Question, Move> known = new LinkedHashMap<>();
    private int lookups;

    /// @param answered what is known from the beginning: the answer that is to be validated
    Evidence(SignedLookup lookup, Question question, Move.Answered answered) {
        this.lookup = lookup;
        known.put(question, answered);
    }

    /// @throws InterruptedException when the thread is interrupted while the lookup lasts
    synchronized Move of(Question question) throws InterruptedException {
        Move found = known.get(question);
        if (found == null) {
            lookups++;
            found = lookup.look(question);
            known.put(question, found);
        }
        return found;
    }

    /// How many questions beside the first were looked up.
    synchronized int lookups() {
        return lookups;
    }
}
