package org.wirelab.dns.offline;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.dns.Classification;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.DnsResponse;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Names;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.RecordText;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Observations;
import org.wirelab.dns.walk.Reply;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.VantageObservation;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/// One walk of a resolver, as far as it has come. It is told when it is over: only then is it known which name it was
/// for, since the servers above may have been asked about a part of it (RFC 9156).
final class CapturedWalk {

    private static final double NANOS_PER_MILLI = 1e6;

    private final InetAddress client;
    private final long number;
    private final long begun;
    private final List<Step> steps = new ArrayList<>();
    private long latest;
    private int silences;
    private int silencesSinceTheLastStep;

    /// A query and its response.
    ///
    /// @param asked when the query was captured, in nanoseconds since 1970 UTC
    /// @param answered when the response was
    record Step(long asked, long answered, Move.Ask ask, Reply.Received reply, Classification classification) {}

    /// @param number tells it from other walks of the same client for the same name
    CapturedWalk(InetAddress client, long number, long begun) {
        this.client = client;
        this.number = number;
        this.begun = begun;
        this.latest = begun;
    }

    /// When something last happened.
    long latest() {
        return latest;
    }

    void add(Step step) {
        steps.add(step);
        silencesSinceTheLastStep = 0;
        latest = step.answered();
    }

    void silence() {
        silences++;
        silencesSinceTheLastStep++;
    }

    /// True when this query leads the walk on: nearer to the name, or at another server of the same zone.
    boolean goesOnWith(Move.Ask ask) {
        if (steps.isEmpty()) {
            return false;
        }
        Question last = steps.getLast().ask().question();
        Question next = ask.question();
        if (Names.above(last.name(), next.name())) {
            // RFC 9156: a longer part of the name, whatever the answer for the shorter one was
            return ask.zone().labels() > 1 || !ended();
        }
        return next.equals(last) && !ended();
    }

    /// Tells the walk, in the order in which it went, and what it came to.
    void tell(CapturedDns.Audience audience) {
        if (steps.isEmpty()) {
            return;
        }
        Question wanted = steps.getLast().ask().question();
        Conversation conversation = Conversation.between(Endpoints.text(client), wanted.toString(), number);
        audience.told(begun, conversation, RunObservation.ConversationExpected.about("dns.walk"), true);
        audience.told(begun, conversation, new VantageObservation.Opened(""), true);
        for (Step step : steps) {
            boolean part = !step.ask().question().name().equals(wanted.name());
            Purpose purpose = part ? Purpose.MINIMISED : Purpose.WALK;
            audience.told(step.asked(), conversation, step.ask().observation().madeFor(purpose), true);
            DnsResponse response = Observations.response(step.ask(), step.reply(), step.classification());
            audience.told(step.answered(), conversation, response.madeFor(purpose), true);
        }
        if (goesOnUnseen()) {
            audience.told(latest, conversation, new VantageObservation.Left("", "offline.walk_goes_on", ""), true);
        } else {
            audience.told(latest, conversation, outcome(wanted), true);
            audience.told(latest, conversation, new VantageObservation.Closed("", 0), true);
        }
        audience.told(latest, conversation, new RunObservation.ConversationEnded(), true);
    }

    /// True when the last response shows the way to another server and the capture no query to it: how the
    /// walk ended is not to be seen.
    private boolean goesOnUnseen() {
        return silencesSinceTheLastStep == 0
                && switch (steps.getLast().classification()) {
                    case REFERRAL, TRUNCATED -> true;
                    case ANSWER,
                            CNAME,
                            DNAME,
                            NODATA,
                            NXDOMAIN,
                            LAME_REFUSED,
                            LAME_UPWARD,
                            LAME_SIDEWAYS,
                            LAME_NOT_AA,
                            LAME_RA_NO_AA,
                            SERVFAIL,
                            FORMERR,
                            NOTIMP,
                            OTHER_ERROR -> false;
                };
    }

    private boolean ended() {
        return switch (steps.getLast().classification()) {
            case ANSWER, CNAME, DNAME, NODATA, NXDOMAIN -> true;
            case REFERRAL,
                    LAME_REFUSED,
                    LAME_UPWARD,
                    LAME_SIDEWAYS,
                    LAME_NOT_AA,
                    LAME_RA_NO_AA,
                    SERVFAIL,
                    FORMERR,
                    NOTIMP,
                    TRUNCATED,
                    OTHER_ERROR -> false;
        };
    }

    private DnsOutcome outcome(Question wanted) {
        Step last = steps.getLast();
        String reason = switch (last.classification()) {
            case ANSWER, CNAME, DNAME, NODATA, NXDOMAIN -> "";
            // the way to the next server was shown, and no answer came to what was asked there
            case REFERRAL, TRUNCATED -> FailureReason.TIMEOUT.label();
            case LAME_REFUSED, LAME_UPWARD, LAME_SIDEWAYS, LAME_NOT_AA, LAME_RA_NO_AA -> FailureReason.LAME.label();
            case SERVFAIL, FORMERR, NOTIMP, OTHER_ERROR -> FailureReason.SERVFAIL.label();
        };
        String status = switch (last.classification()) {
            case ANSWER, CNAME, DNAME -> "answer";
            case NODATA -> "nodata";
            case NXDOMAIN -> "nxdomain";
            case REFERRAL, TRUNCATED -> FailureReason.TIMEOUT.status();
            case LAME_REFUSED, LAME_UPWARD, LAME_SIDEWAYS, LAME_NOT_AA, LAME_RA_NO_AA -> FailureReason.LAME.status();
            case SERVFAIL, FORMERR, NOTIMP, OTHER_ERROR -> FailureReason.SERVFAIL.status();
        };
        return new DnsOutcome(
                Purpose.WALK,
                wanted.name().toString(),
                wanted.typeName(),
                status,
                Rcode.string(last.reply().message().getRcode()),
                last.ask().zone().toString(),
                RecordText.of(last.reply().message().getSection(Section.ANSWER)),
                reason,
                silences == 0 ? List.of() : List.of(silences + " queries without an answer in the capture"),
                steps.size() + silences,
                (latest - begun) / NANOS_PER_MILLI);
    }
}
