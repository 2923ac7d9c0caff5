package org.wirelab.dns.walk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Question;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// The names that a lookup has had: the wanted one, and those that aliases led to.
final class AliasTrail {

    private final Set<Name> names = new HashSet<>();
    private final List<Record> aliases = new ArrayList<>();
    private Question question;
    private int steps;

    AliasTrail(Question wanted) {
        this.question = wanted;
        names.add(wanted.name());
    }

    /// What is asked at present: after an alias, about another name than the wanted one.
    Question question() {
        return question;
    }

    /// The aliases met so far.
    List<Record> aliases() {
        return aliases;
    }

    /// How many aliases have been followed.
    int steps() {
        return steps;
    }

    /// Goes on with the name that a chain of aliases leads to.
    ///
    /// @param most how many aliases a lookup may follow in all
    /// @return what stands in the way: a name that it has had before, or too many of them
    Optional<FailureReason> follow(AliasChain chain, int most) {
        for (AliasChain.Link link : chain.links()) {
            aliases.addAll(link.records());
            steps++;
            question = question.about(link.target());
            if (!names.add(link.target())) {
                return Optional.of(FailureReason.ALIAS_LOOP);
            }
            if (steps > most) {
                return Optional.of(FailureReason.TOO_MANY_ALIASES);
            }
        }
        return Optional.empty();
    }
}
