package org.wirelab.dns;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;

/// A response that matched its query, and what it is.
///
/// @param rcode the response code's name, `NOERROR`
/// @param aa authoritative answer
/// @param tc truncated
/// @param ra recursion available
/// @param ad authentic data
/// @param answers records of the answer section, `name ttl class type rdata`
/// @param bytes the message's size
/// @param rttMillis from the query's leaving to the response's arrival, in milliseconds
@Kind("dns.response")
public record DnsResponse(
        String server,
        String address,
        String zone,
        String name,
        @Field("qtype") String type,
        DnsTransport transport,
        int id,
        Purpose purpose,
        Classification classification,
        String rcode,
        boolean aa,
        boolean tc,
        boolean ra,
        boolean ad,
        List<String> answers,
        List<String> authority,
        List<String> additional,
        int bytes,
        @Field("rtt_ms") double rttMillis)
        implements DnsObservation, Arrow {

    public DnsResponse {
        answers = List.copyOf(answers);
        authority = List.copyOf(authority);
        additional = List.copyOf(additional);
    }

    /// True for a response from a root server.
    public boolean fromRoot() {
        return zone.equals(".");
    }

    @Override
    public Object identity() {
        return new MessageIdentity(true, address, transport, id, name, type);
    }

    @Override
    public String from() {
        return server;
    }

    @Override
    public String to() {
        return DnsParties.LAB;
    }

    @Override
    public String label() {
        return classification.term();
    }

    /// The zone that a referral leads to; the empty string for any other response.
    public String delegated() {
        return classification == Classification.REFERRAL
                ? authority.stream()
                        .filter(record -> RecordText.typeOf(record).equals("NS"))
                        .map(RecordText::ownerOf)
                        .findFirst()
                        .orElse("")
                : "";
    }

    @Override
    public List<String> details() {
        List<String> details = new ArrayList<>();
        details.add("%s%s%s%s %.3f ms".formatted(rcode, aa ? " AA" : "", tc ? " TC" : "", ad ? " AD" : "", rttMillis));
        List<String> telling = answers.isEmpty() ? authority : answers;
        telling.stream().limit(3).forEach(details::add);
        if (telling.size() > 3) {
            details.add("... " + telling.size() + " records");
        }
        return details;
    }

    /// The same, made for another purpose.
    public DnsResponse madeFor(Purpose reason) {
        return new DnsResponse(
                server,
                address,
                zone,
                name,
                type,
                transport,
                id,
                reason,
                classification,
                rcode,
                aa,
                tc,
                ra,
                ad,
                answers,
                authority,
                additional,
                bytes,
                rttMillis);
    }
}
