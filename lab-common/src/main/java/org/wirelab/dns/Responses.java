package org.wirelab.dns;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// The form that every response has, whoever gives it: its header, and its fit into a datagram.
public final class Responses {
    private Responses() {}

    /// What every path carries in one piece; more than this is never sent by UDP, whatever a query asks for.
    public static final int LARGEST_UDP = 1232;

    private static final int WITHOUT_EDNS = 512;

    /// An empty response to a query, its question repeated.
    public static Message to(Message query) {
        Message response = new Message(query.getHeader().getID());
        response.getHeader().setFlag(Flags.QR);
        response.getHeader().setOpcode(query.getHeader().getOpcode());
        // RFC 1035 §4.1.1: RD is copied into the response.
        if (query.getHeader().getFlag(Flags.RD)) {
            response.getHeader().setFlag(Flags.RD);
        }
        Record question = query.getQuestion();
        if (question != null) {
            response.addRecord(question, Section.QUESTION);
        }
        return response;
    }

    /// The response's bytes. What does not fit a datagram is left out: addresses that are only a courtesy in
    /// silence, all else with TC set and nothing in its place, so that nobody takes a part for the whole.
    ///
    /// @param asked the query's EDNS record, which says what its sender takes
    public static byte[] wire(Message response, @Nullable OPTRecord asked, DnsTransport transport) {
        byte[] whole = response.toWire();
        int size = udpSize(asked);
        if (transport == DnsTransport.TCP || whole.length <= size) {
            return whole;
        }
        OPTRecord edns = response.getOPT();
        boolean glue = response.getSection(Section.ANSWER).isEmpty()
                && !response.getHeader().getFlag(Flags.AA)
                && !response.getHeader().getFlag(Flags.RA);
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
    public static Optional<byte[]> formatError(byte[] query) {
        if (query.length < WireMessage.HEADER || (query[2] & 0x80) != 0) {
            return Optional.empty();
        }
        Message response = new Message(WireMessage.idOf(query));
        response.getHeader().setFlag(Flags.QR);
        response.getHeader().setRcode(Rcode.FORMERR);
        return Optional.of(response.toWire());
    }

    private static int udpSize(@Nullable OPTRecord edns) {
        // RFC 6891 §6.2.3: values below 512 count as 512.
        return edns == null ? WITHOUT_EDNS : Math.clamp(edns.getPayloadSize(), WITHOUT_EDNS, LARGEST_UDP);
    }
}
