package org.wirelab.dns.zone;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Names;
import org.wirelab.dns.Question;
import org.wirelab.dns.Responses;
import org.wirelab.dns.WireMessage;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// An authoritative name server without its sockets: the zones that it serves, and its response to a query.
///
/// It answers for its zones and refuses all else; it never asks anybody.
public final class Authority {

    private static final int EDNS_VERSION = 0;

    private final List<ServedZone> zones;

    /// A server of these zones.
    public Authority(List<? extends ServedZone> zones) {
        // The closest zone is the one whose name has most labels (RFC 1034 §4.3.2 step 2).
        List<ServedZone> sorted = new ArrayList<>(zones);
        sorted.sort(Comparator.comparing((ServedZone zone) -> zone.origin().labels())
                .reversed());
        this.zones = List.copyOf(sorted);
    }

    /// The zones that are served, the deepest first.
    public List<ServedZone> zones() {
        return zones;
    }

    /// The bytes of the response to the bytes of a query; empty when none may be given: the query is no query, or
    /// has no header to answer with.
    public Optional<byte[]> respond(byte[] query, DnsTransport transport) {
        return switch (WireMessage.read(query)) {
            case WireMessage.Whole whole when whole.message().getHeader().getFlag(Flags.QR) -> Optional.empty();
            case WireMessage.Whole whole -> Optional.of(respond(whole.message(), transport));
            case WireMessage.Damaged _ -> Responses.formatError(query);
        };
    }

    /// A response that is no longer than the query and says no more than: come back over TCP.
    public static Optional<byte[]> truncated(byte[] query) {
        if (!(WireMessage.read(query) instanceof WireMessage.Whole whole)
                || whole.message().getHeader().getFlag(Flags.QR)) {
            return Optional.empty();
        }
        Message response = Responses.to(whole.message());
        response.getHeader().setFlag(Flags.TC);
        byte[] wire = response.toWire();
        // A name in the question may point into the header, and so be longer than the whole query when it is written
        // out.
        return wire.length <= query.length ? Optional.of(wire) : Optional.empty();
    }

    private byte[] respond(Message query, DnsTransport transport) {
        Message response = Responses.to(query);
        Record asked = query.getQuestion();
        OPTRecord edns = query.getOPT();
        int refusal = refusal(query, asked, edns);
        // RFC 3225 §3: only who sets the DO bit is sent signatures, and is told so.
        boolean dnssec = edns != null && (edns.getFlags() & ExtendedFlags.DO) != 0;
        if (refusal == Rcode.NOERROR && asked != null) {
            answer(new Question(asked.getName(), asked.getType()), dnssec, response);
        } else {
            response.getHeader().setRcode(refusal & 0xf);
        }
        if (edns != null) {
            response.addRecord(
                    new OPTRecord(Responses.LARGEST_UDP, refusal >> 4, EDNS_VERSION, dnssec ? ExtendedFlags.DO : 0),
                    Section.ADDITIONAL);
        }
        return Responses.wire(response, edns, transport);
    }

    /// Why a query is not answered from the zones; NOERROR when it is.
    private static int refusal(Message query, @Nullable Record asked, @Nullable OPTRecord edns) {
        if (query.getHeader().getOpcode() != Opcode.QUERY) {
            return Rcode.NOTIMP;
        }
        if (asked == null || query.getHeader().getCount(Section.QUESTION) != 1) {
            return Rcode.FORMERR;
        }
        if (edns != null && edns.getVersion() != EDNS_VERSION) {
            return Rcode.BADVERS;
        }
        boolean transfer = asked.getType() == Type.AXFR || asked.getType() == Type.IXFR;
        return transfer || asked.getDClass() != DClass.IN ? Rcode.REFUSED : Rcode.NOERROR;
    }

    private void answer(Question question, boolean dnssec, Message response) {
        Optional<ServedZone> closest =
                zones.stream().filter(zone -> serves(zone, question)).findFirst();
        if (closest.isEmpty()) {
            response.getHeader().setRcode(Rcode.REFUSED);
            return;
        }
        ZoneAnswer answer = closest.get().answer(question, dnssec);
        response.getHeader().setRcode(answer.rcode());
        if (answer.authoritative()) {
            response.getHeader().setFlag(Flags.AA);
        }
        answer.answers().forEach(record -> response.addRecord(record, Section.ANSWER));
        answer.authority().forEach(record -> response.addRecord(record, Section.AUTHORITY));
        answer.glue().forEach(record -> response.addRecord(record, Section.ADDITIONAL));
        addressesOfServers(answer.answers(), dnssec).forEach(record -> response.addRecord(record, Section.ADDITIONAL));
    }

    /// RFC 4035 §3.1.4.1: the DS records of a zone are its parent's to give, when the parent is served here too.
    private boolean serves(ServedZone zone, Question question) {
        if (!question.name().subdomain(zone.origin())) {
            return false;
        }
        boolean parentsOwn = question.type() == Type.DS && question.name().equals(zone.origin());
        return !parentsOwn || zones.stream().noneMatch(other -> Names.above(other.origin(), zone.origin()));
    }

    /// RFC 1035 §3.3.11: who asks for name servers is given their addresses, as far as they are known here.
    private List<Record> addressesOfServers(List<Record> answers, boolean dnssec) {
        List<Record> addresses = new ArrayList<>();
        for (Record record : answers) {
            if (record instanceof NSRecord ns) {
                for (int type : List.of(Type.A, Type.AAAA)) {
                    zones.stream()
                            .filter(zone -> !zone.at(ns.getTarget(), type).isEmpty())
                            .findFirst()
                            .ifPresent(zone -> {
                                addresses.addAll(zone.at(ns.getTarget(), type));
                                addresses.addAll(dnssec ? zone.signatures(ns.getTarget(), type) : List.of());
                            });
                }
            }
        }
        return addresses;
    }
}
