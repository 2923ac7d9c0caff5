package org.wirelab.dns.walk;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.wirelab.dns.AddressOrigin;
import org.wirelab.dns.Classification;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.ServerAddress;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/// The one query that a program's stub makes: RD is set, the configured resolvers are asked in turn for the final
/// answer (RFC 1034 §5.3.1).
public final class RecursiveQuery implements Inquiry {

    private static final int ROUNDS = 2;

    private final Question question;
    private final int payload;
    private final Duration timeout;
    private final RandomGenerator random;
    private final Recorder recorder;
    private final long started;
    private final Deque<Move.Ask> waiting = new ArrayDeque<>();
    private final List<String> complaints = new ArrayList<>();
    private FailureReason reason = FailureReason.UNREACHABLE;
    private Optional<Move.Ask> inFlight = Optional.empty();
    private Optional<Move> end = Optional.empty();
    private String lastRcode = "";
    private int exchanges;

    /// Asks over UDP, and again over TCP where a response does not fit.
    ///
    /// @param resolvers at least one
    /// @param payload the size of UDP response to offer by EDNS, 0 for no EDNS
    /// @param timeout the wait for each; in the second round twice as long
    /// @param now nanoseconds on the clock that [#next] and [#on] are called with
    public RecursiveQuery(
            Question question,
            List<InetAddress> resolvers,
            int payload,
            Duration timeout,
            RandomGenerator random,
            Recorder recorder,
            long now) {
        this(question, resolvers, DnsTransport.UDP, payload, timeout, random, recorder, now);
    }

    /// Asks over the carrier given.
    ///
    /// @param resolvers at least one
    /// @param payload the size of UDP response to offer by EDNS, 0 for no EDNS
    /// @param timeout the wait for each; in the second round twice as long
    /// @param now nanoseconds on the clock that [#next] and [#on] are called with
    public RecursiveQuery(
            Question question,
            List<InetAddress> resolvers,
            DnsTransport carrier,
            int payload,
            Duration timeout,
            RandomGenerator random,
            Recorder recorder,
            long now) {
        this.question = question;
        this.payload = payload;
        this.timeout = timeout;
        this.random = random;
        this.recorder = recorder;
        this.started = now;
        // what TLS refuses once, it refuses again
        int rounds = carrier.encrypted() ? 1 : ROUNDS;
        for (int round = 1; round <= rounds; round++) {
            for (InetAddress resolver : resolvers) {
                waiting.add(ask(resolver, carrier, edns(), timeout.multipliedBy(round)));
            }
        }
    }

    @Override
    public Move next(long time) {
        if (end.isEmpty()) {
            Move.Ask next = waiting.poll();
            if (next != null) {
                exchanges++;
                inFlight = Optional.of(next);
                recorder.record(next.observation());
                return next;
            }
            end(new Move.Failed(reason, Name.root, complaints), time);
        }
        return end.orElseThrow();
    }

    @Override
    public void on(Reply reply, long time) {
        Move.Ask ask = inFlight.orElseThrow(() -> new IllegalStateException("nothing was asked"));
        inFlight = Optional.empty();
        switch (reply) {
            case Reply.Received received -> received(ask, received, time);
            case Reply.TimedOut(long waited) -> failed(ask, FailureReason.TIMEOUT, "timeout", "", waited);
            case Reply.Unreachable(String detail, long waited) ->
                failed(ask, FailureReason.UNREACHABLE, "unreachable", detail, waited);
            case Reply.Unreadable(String detail, long rtt) ->
                failed(ask, FailureReason.SERVFAIL, "malformed", detail, rtt);
            case Reply.CaseChanged _ -> throw new IllegalStateException("the case of letters was not asked to be kept");
        }
    }

    private void received(Move.Ask ask, Reply.Received received, long time) {
        Message message = received.message();
        Classification classification = Classifier.ofResolver(ask.question(), message);
        lastRcode = Rcode.string(message.getRcode());
        recorder.record(Observations.response(ask, received, classification));
        Observations.trailing(ask, received).ifPresent(recorder::record);
        switch (classification) {
            case ANSWER -> answered(Move.Answered.Kind.ANSWER, message, time);
            case NODATA -> answered(Move.Answered.Kind.NODATA, message, time);
            case NXDOMAIN -> answered(Move.Answered.Kind.NXDOMAIN, message, time);
            case TRUNCATED -> {
                if (ask.transport() == DnsTransport.UDP) {
                    waiting.addFirst(ask(ask.server().address(), DnsTransport.TCP, ask.edns(), timeout));
                } else {
                    // a stream has room for all of it (RFC 7766 §5): whoever cuts there answers nothing
                    rejected(ask, "TC set over " + ask.transport());
                }
            }
            case CNAME,
                    DNAME,
                    REFERRAL,
                    LAME_REFUSED,
                    LAME_UPWARD,
                    LAME_SIDEWAYS,
                    LAME_NOT_AA,
                    LAME_RA_NO_AA,
                    SERVFAIL,
                    OTHER_ERROR -> rejected(ask, lastRcode);
            // RFC 6891 §6.2.2: a resolver from before EDNS is asked without.
            case FORMERR, NOTIMP -> {
                if (ask.edns().used()) {
                    waiting.addFirst(ask(ask.server().address(), ask.transport(), Edns.NONE, timeout));
                } else {
                    rejected(ask, lastRcode);
                }
            }
        }
    }

    private void rejected(Move.Ask ask, String complaint) {
        reason = FailureReason.SERVFAIL;
        complaints.add(ask.server().ip() + ": " + complaint);
        // A resolver that has said that it failed is not asked the same again.
        waiting.removeIf(other -> other.server().equals(ask.server()));
    }

    private void answered(Move.Answered.Kind kind, Message message, long time) {
        end(
                new Move.Answered(
                        kind, Name.root, message.getSection(Section.ANSWER), message.getSection(Section.AUTHORITY)),
                time);
    }

    private void failed(Move.Ask ask, FailureReason why, String cause, String detail, long waited) {
        recorder.record(Observations.silence(ask, cause, detail, waited));
        complaints.add(ask.server().ip() + ": " + (detail.isEmpty() ? cause : detail));
        if (reason == FailureReason.UNREACHABLE) {
            reason = why;
        }
    }

    private void end(Move move, long time) {
        end = Optional.of(move);
        recorder.record(Observations.outcome(question, Purpose.RESOLVER, move, lastRcode, exchanges, time - started));
    }

    private Edns edns() {
        return Edns.ofSize(payload);
    }

    private Move.Ask ask(InetAddress resolver, DnsTransport transport, Edns edns, Duration patience) {
        return new Move.Ask(
                new ServerAddress(Name.root, resolver, AddressOrigin.RESOLVER),
                Name.root,
                question,
                true,
                transport,
                edns,
                // RFC 8484 §4.1: the same query is the same request, so that caches of HTTP can serve it
                transport == DnsTransport.HTTPS ? 0 : random.nextInt(1 << 16),
                Purpose.RESOLVER,
                patience);
    }
}
