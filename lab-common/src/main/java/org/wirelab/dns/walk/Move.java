package org.wirelab.dns.walk;

import java.time.Duration;
import java.util.List;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.ServerAddress;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// What a [Resolution] wants next: something asked, or nothing more.
public sealed interface Move {

    /// Ask this server and hand its reply, or its silence, to [Resolution#on].
    ///
    /// @param zone the zone that it is asked about
    /// @param recursionDesired false on a walk, true for a resolver
    /// @param edns what the query says by EDNS
    /// @param id the transaction id, random
    /// @param exactCase whether the response has to repeat the letters of the question's name as they are
    /// @param timeout how long to wait for the reply
    record Ask(
            ServerAddress server,
            Name zone,
            Question question,
            boolean recursionDesired,
            DnsTransport transport,
            Edns edns,
            int id,
            Purpose purpose,
            boolean exactCase,
            Duration timeout)
            implements Move {

        /// A query whose response may write the name in any case.
        public Ask(
                ServerAddress server,
                Name zone,
                Question question,
                boolean recursionDesired,
                DnsTransport transport,
                Edns edns,
                int id,
                Purpose purpose,
                Duration timeout) {
            this(server, zone, question, recursionDesired, transport, edns, id, purpose, false, timeout);
        }

        /// The query as a message.
        public Message message() {
            Message message = Message.newQuery(question.toRecord());
            message.getHeader().setID(id);
            if (recursionDesired) {
                // RFC 6840 §5.7: who asks a resolver says that it understands AD, or is not told
                message.getHeader().setFlag(Flags.AD);
            } else {
                message.getHeader().unsetFlag(Flags.RD);
            }
            if (edns.used()) {
                message.addRecord(edns.record(), Section.ADDITIONAL);
            }
            return message;
        }

        /// The query as an observation.
        public DnsQuery observation() {
            return new DnsQuery(
                    purpose == Purpose.RESOLVER ? server.ip() : server.server().toString(),
                    server.ip(),
                    server.origin(),
                    zone.toString(),
                    question.name().toString(),
                    question.typeName(),
                    recursionDesired,
                    transport,
                    id,
                    purpose,
                    edns.payload());
        }
    }

    /// The lookup is done: the zone's own servers have said what there is, or that there is nothing.
    ///
    /// @param records the answer section as it is believed: aliases first, with their signatures when they were
    /// wanted
    /// @param authority what is believed of the authority section: the zone's SOA record for a denial; when
    /// signatures were wanted, the proofs and theirs
    record Answered(Kind kind, Name zone, List<Record> records, List<Record> authority) implements Move {

        /// What was said.
        public enum Kind {
            /// Here are the records.
            ANSWER,
            /// The name exists, without records of this type.
            NODATA,
            /// There is no such name.
            NXDOMAIN
        }

        public Answered {
            records = List.copyOf(records);
            authority = List.copyOf(authority);
        }
    }

    /// The lookup is over without an answer.
    ///
    /// @param zone the zone whose servers failed
    /// @param detail server by server, what failed
    record Failed(FailureReason reason, Name zone, List<String> detail) implements Move {
        public Failed {
            detail = List.copyOf(detail);
        }
    }
}
