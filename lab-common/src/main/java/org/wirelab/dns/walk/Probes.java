package org.wirelab.dns.walk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.wirelab.dns.Classification;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.ServerAddress;
import org.wirelab.dns.memory.ServerBook;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

/// Questions to one server after another, each asked until it has an answer of some kind or has kept silent.
final class Probes {

    private static final int TRIES = 2;

    /// What came of asking one server.
    sealed interface Result {
        /// Its response.
        record Said(
                ServerAddress server,
                Question question,
                Classification classification,
                String rcode,
                List<Bailiwick.Judged> judged)
                implements Result {}

        /// Nothing that can be used.
        ///
        /// @param cause `timeout`, `unreachable`, `malformed`
        record Silent(ServerAddress server, Question question, String cause) implements Result {}
    }

    private record Probe(Candidate candidate, Question question, Purpose purpose) {}

    private record Asked(Probe probe, Move.Ask ask) {}

    private final WalkSettings settings;
    private final ServerBook book;
    private final RandomGenerator random;
    private final WalkRecorder says;
    private final Deque<Probe> waiting = new ArrayDeque<>();
    private Optional<Asked> inFlight = Optional.empty();

    Probes(WalkSettings settings, ServerBook book, RandomGenerator random, WalkRecorder says) {
        this.settings = settings;
        this.book = book;
        this.random = random;
        this.says = says;
    }

    /// A server is to be asked.
    void add(ServerAddress server, Question question, Purpose purpose) {
        waiting.add(new Probe(new Candidate(server, book.at(server.address()), settings), question, purpose));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// The next query; there must be one.
    ///
    /// @param zone whose servers are asked
    Move.Ask next(Name zone) {
        Probe probe = waiting.remove();
        Candidate candidate = probe.candidate();
        Move.Ask ask = new Move.Ask(
                candidate.server(),
                zone,
                candidate.cased() ? LetterCase.random(probe.question(), random) : probe.question(),
                false,
                candidate.transport(),
                candidate.edns(random),
                random.nextInt(1 << 16),
                probe.purpose(),
                candidate.cased(),
                candidate.timeout());
        inFlight = Optional.of(new Asked(probe, ask));
        says.asked(ask);
        return ask;
    }

    /// Takes what came of the query in flight.
    ///
    /// @return what it comes to; empty when the same server is asked once more
    Optional<Result> on(Reply reply) {
        Asked asked = inFlight.orElseThrow(() -> new IllegalStateException("nothing was asked"));
        inFlight = Optional.empty();
        Candidate candidate = asked.probe().candidate();
        return switch (reply) {
            case Reply.Received received -> received(asked, received);
            case Reply.TimedOut(long waited) -> {
                candidate.silent();
                candidate.known().silent(waited);
                Optional<Result> end = silent(asked, "timeout", "", waited);
                yield candidate.silences() < TRIES ? again(asked, "more time", "timeout") : end;
            }
            case Reply.Unreachable(String detail, long waited) -> silent(asked, "unreachable", detail, waited);
            case Reply.Unreadable(String detail, long rtt) -> silent(asked, "malformed", detail, rtt);
            case Reply.CaseChanged(long rtt) -> {
                candidate.known().answered(rtt);
                candidate.known().caseChanged();
                candidate.overTcp();
                yield again(asked, "over TCP", "case");
            }
        };
    }

    private Optional<Result> received(Asked asked, Reply.Received received) {
        Move.Ask ask = asked.ask();
        Candidate candidate = asked.probe().candidate();
        Message message = received.message();
        Classification classification = Classifier.classify(ask.zone(), ask.question(), message);
        List<Bailiwick.Judged> judged = Bailiwick.judge(ask, classification, message);
        candidate.known().answered(received.rttNanos());
        Cookies.in(message).ifPresent(candidate.known()::cookie);
        says.heard(ask, received, classification, judged);
        if (message.getRcode() == Rcode.BADCOOKIE && candidate.firstBadCookie()) {
            return again(asked, "with its cookie", "badcookie");
        }
        if (classification == Classification.TRUNCATED && candidate.overTcp()) {
            return again(asked, "over TCP", classification.label());
        }
        boolean old = classification == Classification.FORMERR || classification == Classification.NOTIMP;
        if (old && ask.edns().used() && candidate.withoutEdns()) {
            return again(asked, "without EDNS", classification.label());
        }
        return Optional.of(new Result.Said(
                candidate.server(),
                asked.probe().question(),
                classification,
                Rcode.string(message.getRcode()),
                judged));
    }

    private Optional<Result> silent(Asked asked, String cause, String detail, long waited) {
        says.silence(asked.ask(), cause, detail, waited);
        Probe probe = asked.probe();
        return Optional.of(new Result.Silent(probe.candidate().server(), probe.question(), cause));
    }

    private Optional<Result> again(Asked asked, String how, String why) {
        says.askedAgain(asked.ask(), how, why);
        waiting.addFirst(asked.probe());
        return Optional.empty();
    }
}
