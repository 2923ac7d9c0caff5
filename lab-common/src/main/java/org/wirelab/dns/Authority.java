package org.wirelab.dns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
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

    /// What every path carries in one piece; more than this is never sent by UDP, whatever a query asks for.
    public static final int LARGEST_UDP = 1232;

    private static final int WITHOUT_EDNS = 512;
    private static final int EDNS_VERSION = 0;

    private final List<Zone> zones;

    /// A server of these zones.
    public Authority(List<Zone> zones) {
        // The closest zone is the one whose name has most labels (RFC 1034 §4.3.2 step 2).
        this.zones = zones.stream()
                .sorted(Comparator.comparing((Zone zone) -> zone.origin().labels())
                        .reversed())
                .toList();
    }

    /// The zones that are served, the deepest first.
    public List<Zone> zones() {
        return zones;
    }

    /// The bytes of the response to the bytes of a query; empty when none may be given: the query is no query, or has
    /// no header to answer with.
    public Optional<byte[]> respond(byte[] query, Transport transport) {
        return switch (WireMessage.read(query)) {
            case WireMessage.Whole whole when whole.message().getHeader().getFlag(Flags.QR) -> Optional.empty();
            case WireMessage.Whole whole -> Optional.of(respond(whole.message(), transport));
            case WireMessage.Damaged _ -> formatError(query);
        };
    }

    private byte[] respond(Message query, Transport transport) {
        Message response = new Message(query.getHeader().getID());
        Header header = response.getHeader();
        header.setFlag(Flags.QR);
        header.setOpcode(query.getHeader().getOpcode());
        // RFC 1035 §4.1.1: RD is copied; RA stays clear, there is no recursion here.
        if (query.getHeader().getFlag(Flags.RD)) {
            header.setFlag(Flags.RD);
        }
        Record asked = query.getQuestion();
        if (asked != null) {
            response.addRecord(asked, Section.QUESTION);
        }
        OPTRecord edns = query.getOPT();
        int refusal = refusal(query, asked, edns);
        if (refusal == Rcode.NOERROR && asked != null) {
            answer(new Question(asked.getName(), asked.getType()), response);
        } else {
            header.setRcode(refusal & 0xf);
        }
        if (edns != null) {
            response.addRecord(new OPTRecord(LARGEST_UDP, refusal >> 4, EDNS_VERSION), Section.ADDITIONAL);
        }
        return transport == Transport.TCP ? response.toWire() : fitted(response, udpSize(edns));
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

    private void answer(Question question, Message response) {
        Optional<Zone> closest =
                zones.stream().filter(zone -> serves(zone, question)).findFirst();
        if (closest.isEmpty()) {
            response.getHeader().setRcode(Rcode.REFUSED);
            return;
        }
        ZoneAnswer answer = closest.get().answer(question);
        response.getHeader().setRcode(answer.rcode());
        if (answer.authoritative()) {
            response.getHeader().setFlag(Flags.AA);
        }
        answer.answers().forEach(record -> response.addRecord(record, Section.ANSWER));
        answer.authority().forEach(record -> response.addRecord(record, Section.AUTHORITY));
        answer.glue().forEach(record -> response.addRecord(record, Section.ADDITIONAL));
        addressesOfServers(answer.answers()).forEach(record -> response.addRecord(record, Section.ADDITIONAL));
    }

    /// RFC 4035 §3.1.4.1: the DS records of a zone are its parent's to give, when the parent is served here too.
    private boolean serves(Zone zone, Question question) {
        if (!question.name().subdomain(zone.origin())) {
            return false;
        }
        boolean parentsOwn = question.type() == Type.DS && question.name().equals(zone.origin());
        return !parentsOwn || zones.stream().noneMatch(other -> Classifier.above(other.origin(), zone.origin()));
    }

    /// RFC 1035 §3.3.11: who asks for name servers is given their addresses, as far as they are known here.
    private List<Record> addressesOfServers(List<Record> answers) {
        List<Record> addresses = new ArrayList<>();
        for (Record record : answers) {
            if (record instanceof NSRecord ns) {
                for (int type : List.of(Type.A, Type.AAAA)) {
                    zones.stream()
                            .map(zone -> zone.at(ns.getTarget(), type))
                            .filter(found -> !found.isEmpty())
                            .findFirst()
                            .ifPresent(addresses::addAll);
                }
            }
        }
        return addresses;
    }

    private static int udpSize(@Nullable OPTRecord edns) {
        // RFC 6891 §6.2.3: values below 512 count as 512.
        return edns == null ? WITHOUT_EDNS : Math.clamp(edns.getPayloadSize(), WITHOUT_EDNS, LARGEST_UDP);
    }

    /// The response in no more than `size` bytes. What does not fit is left out: addresses that are only a courtesy
    /// in silence, all else with TC set and nothing in its place, so that nobody takes a part for the whole.
    private static byte[] fitted(Message response, int size) {
        byte[] whole = response.toWire();
        if (whole.length <= size) {
            return whole;
        }
        OPTRecord edns = response.getOPT();
        boolean glue = !response.getHeader().getFlag(Flags.AA);
        response.removeAllRecords(Section.ADDITIONAL);
        if (edns != null) {
            response.addRecord(edns, Section.ADDITIONAL);
        }
        byte[] bare = response.toWire();
        // RFC 9471 §3.1: glue is no courtesy: without it, TC is set.
        if (!glue && bare.length <= size) {
            return bare;
        }
        response.getHeader().setFlag(Flags.TC);
        response.removeAllRecords(Section.ANSWER);
        response.removeAllRecords(Section.AUTHORITY);
        return response.toWire();
    }

    /// RFC 1035 §4.1.1: FORMERR, with the id of what could not be read; nothing for what is itself a response.
    private static Optional<byte[]> formatError(byte[] query) {
        if (query.length < WireMessage.HEADER || (query[2] & 0x80) != 0) {
            return Optional.empty();
        }
        Message response = new Message(WireMessage.idOf(query));
        response.getHeader().setFlag(Flags.QR);
        response.getHeader().setRcode(Rcode.FORMERR);
        return Optional.of(response.toWire());
    }
}
