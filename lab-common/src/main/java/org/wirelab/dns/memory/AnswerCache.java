package org.wirelab.dns.memory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Question;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// The answers, denials and failures of earlier lookups, each for as long as it may be kept.
public final class AnswerCache {

    /// RFC 9520 §3.2: a failure is remembered for a second at least and five minutes at most, longer when it
    /// repeats.
    private static final Duration FIRST_FAILURE = Duration.ofSeconds(5);

    private static final int DOUBLINGS = 5;

    private final Bounded<Question, Remembered> answers;
    private final Bounded<Name, Remembered.Denial> nowhere;
    private final Bounded<Question, Remembered.Failure> failures;

    AnswerCache(int most) {
        this.answers = new Bounded<>(most);
        this.nowhere = new Bounded<>(most);
        this.failures = new Bounded<>(most);
    }

    /// What is known of the question, unless it is too old.
    ///
    /// @param least the lowest rank that will do
    /// @param signed whether it must have been asked for with signatures
    public Optional<Remembered> about(Question question, Rank least, boolean signed, long now) {
        Optional<Remembered> known = fresh(answers, question, now).filter(found -> suits(found, least, signed));
        return known.or(() -> denied(question.name(), signed, now));
    }

    /// The failure of this very question not long ago.
    public Optional<Remembered.Failure> failure(Question question, long now) {
        return failures.get(question).filter(found -> now - found.expires() < 0);
    }

    /// Keeps records that answer a question, unless what is known is of higher rank.
    public void keep(
            Question question,
            Name zone,
            List<Record> records,
            List<Record> proofs,
            Rank rank,
            boolean signed,
            long now) {
        long seconds = TimeToLive.of(records);
        boolean better = fresh(answers, question, now)
                .filter(Remembered.Data.class::isInstance)
                .map(Remembered.Data.class::cast)
                .filter(known -> !rank.atLeast(known.rank()))
                .isPresent();
        // RFC 1035 §3.2.1: a time of 0 serves the transaction in progress and no other.
        if (better || seconds == 0) {
            return;
        }
        answers.put(
                question,
                new Remembered.Data(
                        zone, records, proofs, rank, signed, TimeToLive.end(now, seconds, TimeToLive.LONGEST)));
        failures.remove(question);
    }

    /// Keeps a denial for as long as its SOA record allows.
    ///
    /// @param whole true for NXDOMAIN
    public void deny(Question question, Name zone, boolean whole, List<Record> authority, boolean signed, long now) {
        long seconds = TimeToLive.ofDenial(authority);
        if (seconds == 0) {
            return;
        }
        long end = TimeToLive.end(now, seconds, TimeToLive.LONGEST_DENIAL);
        Remembered.Denial denial = new Remembered.Denial(zone, question.name(), whole, authority, signed, end);
        if (whole) {
            nowhere.put(question.name(), denial);
        } else {
            answers.put(question, denial);
        }
        failures.remove(question);
    }

    /// Keeps for a short while that the lookup of a question failed; longer, when it failed before.
    public void failed(Question question, Name zone, FailureReason reason, List<String> detail, long now) {
        int times = failures.get(question).map(Remembered.Failure::times).orElse(0) + 1;
        Duration pause = FIRST_FAILURE.multipliedBy(1L << Math.min(times - 1, DOUBLINGS));
        failures.put(question, new Remembered.Failure(zone, reason, detail, times, now + pause.toNanos()));
    }

    /// How many answers and denials are kept.
    public int size() {
        return answers.size() + nowhere.size();
    }

    /// RFC 8020 §2: below a name that does not exist there is nothing.
    private Optional<Remembered> denied(Name name, boolean signed, long now) {
        for (int cut = 0; cut < name.labels() - 1; cut++) {
            Optional<Remembered.Denial> denial = nowhere.get(cut == 0 ? name : new Name(name, cut))
                    .filter(found -> now - found.expires() < 0 && (found.signed() || !signed));
            if (denial.isPresent()) {
                return denial.map(Remembered.class::cast);
            }
        }
        return Optional.empty();
    }

    private static boolean suits(Remembered found, Rank least, boolean signed) {
        return switch (found) {
            case Remembered.Data data -> data.rank().atLeast(least) && (data.signed() || !signed);
            case Remembered.Denial denial -> denial.signed() || !signed;
            case Remembered.Failure _ -> false;
        };
    }

    private static Optional<Remembered> fresh(Bounded<Question, Remembered> from, Question question, long now) {
        Optional<Remembered> known = from.get(question);
        if (known.isPresent() && now - known.get().expires() >= 0) {
            from.remove(question);
            return Optional.empty();
        }
        return known;
    }
}
