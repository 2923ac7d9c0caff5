package org.wirelab.dns.walk;

import org.jspecify.annotations.Nullable;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Question;
import org.wirelab.dns.Responses;
import org.wirelab.dns.WireMessage;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// What a recursive resolver has to say to a query: something at once, nothing ever, or something after a walk.
public sealed interface RecursiveAnswer {

    /// These bytes, at once: the query cannot be served.
    record Now(byte[] bytes) implements RecursiveAnswer {}

    /// Nothing: it is no query.
    record Never() implements RecursiveAnswer {}

    /// The answer to this question, when it is known.
    record Later(Question question, Message query, DnsTransport transport) implements RecursiveAnswer {

        /// The response that says what the walk came to.
        public byte[] answered(Move.Answered answer) {
            Message response = response(query);
            answer.records().forEach(record -> response.addRecord(record, Section.ANSWER));
            answer.authority().forEach(record -> response.addRecord(record, Section.AUTHORITY));
            if (answer.kind() == Move.Answered.Kind.NXDOMAIN) {
                response.getHeader().setRcode(Rcode.NXDOMAIN);
            }
            return Responses.wire(response, query.getOPT(), transport);
        }

        /// The response that says that the walk failed.
        public byte[] failed() {
            Message response = response(query);
            response.getHeader().setRcode(Rcode.SERVFAIL);
            return Responses.wire(response, query.getOPT(), transport);
        }
    }

    /// What to do with the bytes of a query.
    static RecursiveAnswer to(byte[] query, DnsTransport transport) {
        if (!(WireMessage.read(query) instanceof WireMessage.Whole whole)) {
            return Responses.formatError(query).<RecursiveAnswer>map(Now::new).orElseGet(Never::new);
        }
        Message message = whole.message();
        if (message.getHeader().getFlag(Flags.QR)) {
            return new Never();
        }
        Record asked = message.getQuestion();
        int refusal = refusal(message, asked);
        if (refusal == Rcode.NOERROR && asked != null) {
            return new Later(new Question(asked.getName(), asked.getType()), message, transport);
        }
        Message response = response(message);
        response.getHeader().setRcode(refusal);
        return new Now(Responses.wire(response, message.getOPT(), transport));
    }

    private static int refusal(Message query, @Nullable Record asked) {
        if (query.getHeader().getOpcode() != Opcode.QUERY) {
            return Rcode.NOTIMP;
        }
        if (asked == null) {
            return Rcode.FORMERR;
        }
        // RFC 1034 §4.3.1: recursion is for who asks for it; there is no cache to answer others from.
        boolean served = query.getHeader().getFlag(Flags.RD)
                && asked.getDClass() == DClass.IN
                && asked.getType() != Type.ANY
                && asked.getType() != Type.AXFR
                && asked.getType() != Type.IXFR;
        return served ? Rcode.NOERROR : Rcode.REFUSED;
    }

    private static Message response(Message query) {
        Message response = Responses.to(query);
        response.getHeader().setFlag(Flags.RA);
        OPTRecord edns = query.getOPT();
        if (edns != null) {
            response.addRecord(new OPTRecord(Responses.LARGEST_UDP, 0, 0), Section.ADDITIONAL);
        }
        return response;
    }
}
