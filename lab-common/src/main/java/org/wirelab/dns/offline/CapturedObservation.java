package org.wirelab.dns.offline;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.dns.DnsTransport;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Observation;

/// What the DNS of a capture shows.
public sealed interface CapturedObservation extends Observation {

    /// A query and what came of it.
    ///
    /// @param client who asked, `192.0.2.1:41514`
    /// @param server who was asked
    /// @param rd the recursion-desired bit of the query
    /// @param status `answered`; `unanswered` where the capture shows no response; `unasked` for a response
    ///     whose query the capture does not show
    /// @param rcode of the response; empty without one
    /// @param queryFrame the number of the query's packet, the first one where it was sent again; 0 without
    /// @param responseFrame the number of the response's packet; 0 without
    /// @param sentAgain how often the same query was sent again before the response
    /// @param rttMillis from the latest of them to the response, by the capture's clock; 0 without
    @Kind("dns.exchange")
    record Exchange(
            String client,
            String server,
            DnsTransport transport,
            int id,
            String name,
            @Field("qtype") String type,
            boolean rd,
            String status,
            String rcode,
            List<String> answers,
            long queryFrame,
            long responseFrame,
            int sentAgain,
            @Field("rtt_ms") double rttMillis)
            implements CapturedObservation, Note {
        public Exchange {
            answers = List.copyOf(answers);
        }

        /// True when query and response are both there.
        public boolean answered() {
            return status.equals("answered");
        }

        @Override
        public String title() {
            return name + " " + type + ": " + status + (rcode.isEmpty() ? "" : ", " + rcode);
        }

        @Override
        public List<String> details() {
            List<String> details = new ArrayList<>();
            details.add(client + " asked " + server + " (" + transport + ", id " + id + ")");
            if (answered()) {
                details.add("%.3f ms".formatted(rttMillis));
            }
            if (sentAgain > 0) {
                details.add("sent again " + sentAgain + " times");
            }
            return details;
        }
    }

    /// A message on the DNS's port that cannot be read.
    ///
    /// @param offset in bytes from the message's beginning
    @Kind("dns.malformed")
    record Malformed(String from, String to, DnsTransport transport, long frame, int offset, String why)
            implements CapturedObservation, Note {
        @Override
        public String title() {
            return "no DNS message in frame " + frame;
        }

        @Override
        public List<String> details() {
            return List.of("at byte " + offset + ": " + why, from + " to " + to);
        }
    }
}
