package org.wirelab.dns;

import java.util.List;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// What a lookup came to.
///
/// @param purpose [Purpose#WALK] for the walk's own result, [Purpose#RESOLVER] for what the resolver says
/// @param status `answer`, `nodata`, `nxdomain`, `servfail`, `lame`, `timeout`
/// @param rcode the response code behind it; empty when there was no response
/// @param zone the zone that answered, or whose servers failed
/// @param answers the records, aliases first
/// @param reason what stood in the way: a [FailureReason]'s label; empty for an answer of any kind
/// @param detail server by server, what failed
/// @param exchanges how many queries were sent
@Kind("dns.outcome")
public record DnsOutcome(
        Purpose purpose,
        String name,
        @Field("qtype") String type,
        String status,
        String rcode,
        String zone,
        List<String> answers,
        String reason,
        List<String> detail,
        int exchanges,
        @Field("ms") double millis)
        implements DnsObservation, Note {

    public DnsOutcome {
        answers = List.copyOf(answers);
        detail = List.copyOf(detail);
    }

    /// True for the result of the walk itself.
    public boolean ofTheWalk() {
        return purpose == Purpose.WALK;
    }

    /// True when there is no answer of any kind, not even that there is nothing.
    public boolean failed() {
        return !reason.isEmpty();
    }

    @Override
    public String title() {
        String who = ofTheWalk() ? "the walk: " : purpose == Purpose.RESOLVER ? "the resolver: " : "for DNSSEC: ";
        String what = failed() ? status + " (" + reason + ", zone " + zone + ")" : status;
        return who + what + ", %d %s, %.3f ms".formatted(exchanges, exchanges == 1 ? "query" : "queries", millis);
    }

    @Override
    public List<String> details() {
        return failed() ? detail : answers;
    }

    /// The same, made for another purpose.
    public DnsOutcome madeFor(Purpose wanted) {
        return new DnsOutcome(wanted, name, type, status, rcode, zone, answers, reason, detail, exchanges, millis);
    }
}
