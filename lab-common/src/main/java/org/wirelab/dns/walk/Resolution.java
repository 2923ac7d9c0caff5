package org.wirelab.dns.walk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.wirelab.dns.Classification;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.memory.Memory;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/// The walk from the root to the answer, as a state machine: [#next] says what to ask, [#on] takes what came of it.
///
/// It follows RFC 1034 §5.3.3. Lookups that stand open (the wanted one, and below it those for the addresses of servers
/// that came without one) lie on a stack; nothing calls itself. What is known already is not asked. Time comes in as
/// nanoseconds of any one clock, randomness as a generator. Not safe for many threads.
public final class Resolution implements Inquiry {

    private final Purpose told;
    private final Question question;
    private final WalkSettings settings;
    private final RandomGenerator random;
    private final WalkRecorder says;
    private final ExchangeRules rules;
    private final long started;
    private final Progress progress;
    private Optional<Asked> inFlight = Optional.empty();
    private boolean ended;
    private Optional<Integer> lastRcode = Optional.empty();
    private int exchanges;
    private long now;

    /// A query in flight.
    ///
    /// @param part true when it is about a part of the name only
    record Asked(Move.Ask ask, Candidate candidate, boolean part) {}

    /// Begins the lookup of a question.
    ///
    /// @param memory what is known so far, at least the root; this lookup adds to it
    /// @param random unpredictable, where replies can be forged
    /// @param now nanoseconds on the memory's clock, with which [#next] and [#on] are called, too
    public Resolution(
            Question question,
            Memory memory,
            WalkSettings settings,
            RandomGenerator random,
            Recorder recorder,
            long now) {
        this(Purpose.WALK, question, memory, settings, random, recorder, now);
    }

    /// Begins the lookup of a question that is a part of something larger.
    ///
    /// @param told what its queries are said to be for
    Resolution(
            Purpose told,
            Question question,
            Memory memory,
            WalkSettings settings,
            RandomGenerator random,
            Recorder recorder,
            long now) {
        this.told = told;
        this.question = question;
        this.settings = settings;
        this.random = random;
        this.says = new WalkRecorder(recorder);
        this.rules = new ExchangeRules(memory.servers(), says);
        this.progress = new Progress(told, question, memory, settings, random, says, now);
        this.started = now;
        this.now = now;
    }

    @Override
    public Move next(long time) {
        now = time;
        progress.at(time);
        while (progress.end().isEmpty()) {
            Lookup lookup = progress.current();
            if (remaining().isNegative() || remaining().isZero()) {
                progress.limit(FailureReason.TOO_LONG, settings.limits().total().toMillis());
            } else if (exchanges >= settings.limits().exchanges()) {
                progress.limit(
                        FailureReason.TOO_MANY_EXCHANGES, settings.limits().exchanges());
            } else if (!progress.recalled(lookup)) {
                Optional<Candidate> candidate = lookup.servers().next();
                if (candidate.isPresent()) {
                    return ask(lookup, candidate.get());
                }
                lookup.servers()
                        .nextWithoutAddress()
                        .ifPresentOrElse(name -> progress.lookAside(lookup, name), () -> progress.giveUp(lookup));
            }
        }
        Move end = progress.end().get();
        if (!ended) {
            ended = true;
            says.ended(question, end, lastRcode.map(Rcode::string).orElse(""), exchanges, now - started);
        }
        return end;
    }

    @Override
    public void on(Reply reply, long time) {
        now = time;
        progress.at(time);
        Asked asked = inFlight.orElseThrow(() -> new IllegalStateException("nothing was asked"));
        inFlight = Optional.empty();
        Lookup lookup = progress.current();
        if (reply instanceof Reply.Received received) {
            rules.heard(asked, received);
            received(lookup, asked, received);
        } else {
            rules.without(reply, lookup, asked, now);
        }
    }

    private Move.Ask ask(Lookup lookup, Candidate candidate) {
        Name zone = lookup.servers().zone();
        Question asked = lookup.minimiser().ask(zone, lookup.question());
        boolean part = !asked.equals(lookup.question());
        Duration timeout = candidate.timeout();
        Move.Ask ask = new Move.Ask(
                candidate.server(),
                zone,
                candidate.cased() ? LetterCase.random(asked, random) : asked,
                // RFC 1034 §4.3.1: the walk wants directions, not service: RD is clear.
                false,
                candidate.transport(),
                candidate.edns(random),
                random.nextInt(1 << 16),
                part ? Purpose.MINIMISED : lookup.purpose() == Purpose.WALK ? told : lookup.purpose(),
                candidate.cased(),
                timeout.compareTo(remaining()) < 0 ? timeout : remaining());
        exchanges++;
        inFlight = Optional.of(new Asked(ask, candidate, part));
        rules.asked(inFlight.get());
        return ask;
    }

    private void received(Lookup lookup, Asked asked, Reply.Received received) {
        Move.Ask ask = asked.ask();
        Message message = received.message();
        Classification classification = Classifier.classify(ask.zone(), ask.question(), message);
        if (lookup.purpose() == Purpose.WALK) {
            lastRcode = Optional.of(message.getRcode()); // what a lookup aside came to is no word about the name
        }
        List<Bailiwick.Judged> judged = Bailiwick.judge(ask, classification, message);
        says.heard(ask, received, classification, judged);
        progress.childSide(ask, judged);
        if (rules.again(lookup, asked, message, classification)) {
            return;
        }
        switch (classification) {
            case ANSWER, CNAME, DNAME -> {
                List<Record> records = LetterCase.restored(ask, lookup.question(), Believed.answers(judged));
                if (!progress.answers(lookup, asked, records, Believed.authority(judged))) {
                    rules.useless(lookup, asked, Classification.OTHER_ERROR, now);
                }
            }
            case REFERRAL -> progress.refer(lookup, Believed.delegation(judged), Believed.secondsOfDelegation(judged));
            case NODATA, NXDOMAIN -> {
                boolean whole = classification == Classification.NXDOMAIN;
                progress.denied(
                        lookup,
                        ask.zone(),
                        whole,
                        Believed.authority(judged),
                        ask.edns().dnssecOk());
            }
            case TRUNCATED,
                    FORMERR,
                    NOTIMP,
                    SERVFAIL,
                    OTHER_ERROR,
                    LAME_REFUSED,
                    LAME_UPWARD,
                    LAME_SIDEWAYS,
                    LAME_NOT_AA,
                    LAME_RA_NO_AA -> rules.useless(lookup, asked, classification, now);
        }
    }

    private Duration remaining() {
        return settings.limits().total().minusNanos(now - started);
    }
}
