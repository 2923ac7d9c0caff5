package org.wirelab.dns.offline;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Question;
import org.wirelab.dns.RecordText;
import org.wirelab.dns.WireMessage;
import org.wirelab.dns.offline.CapturedMessage.Socket;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Observation;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// The DNS of a capture as it is read: queries wait for their responses, in bounded memory.
///
/// A response belongs to a query when addresses, ports, transport, id and question are the same (RFC 5452 §9.1).
public final class CapturedDns {

    /// The port that name servers listen on (RFC 1035 §4.2).
    public static final int PORT = 53;

    /// So many queries wait for a response at a time; the oldest is then told as unanswered.
    private static final int MOST_WAITING = 20_000;

    private static final double NANOS_PER_MILLI = 1e6;

    /// Who hears what is found.
    @FunctionalInterface
    public interface Audience {
        /// @param nanos since 1970 UTC
        /// @param judged true for what belongs to a resolver's walk, which the documented sentences are held
        /// against
        void told(long nanos, Conversation conversation, Observation observation, boolean judged);
    }

    private final Audience audience;
    private final DnsCount count = new DnsCount();
    private final WalkFinder walks;
    private final Map<Key, Waiting> waiting = new LinkedHashMap<>();

    /// What tells one query from another.
    private record Key(
            Socket client,
            Socket server,
            DnsTransport transport,
            int id,
            @Nullable Question question) {}

    /// A query without its response, so far.
    private static final class Waiting {
        private final CapturedMessage first;
        private final Message query;
        private CapturedMessage latest;
        private int again;

        private Waiting(CapturedMessage first, Message query) {
            this.first = first;
            this.latest = first;
            this.query = query;
        }
    }

    public CapturedDns(Audience audience) {
        this.audience = audience;
        this.walks = new WalkFinder(audience);
    }

    /// What there was, in numbers.
    public DnsCount count() {
        return count;
    }

    /// The next message of the capture.
    ///
    /// @param nanos since 1970 UTC
    /// @param frame the number of the packet that brought it, or made it whole
    /// @param bytes of the message, without the length that stands before it in a stream
    public void message(
            long nanos,
            long frame,
            InetAddress source,
            int sourcePort,
            InetAddress destination,
            int destinationPort,
            DnsTransport transport,
            byte[] bytes) {
        Socket from = new Socket(source, sourcePort);
        Socket to = new Socket(destination, destinationPort);
        CapturedMessage message = new CapturedMessage(nanos, frame, from, to, transport, bytes);
        switch (WireMessage.read(bytes)) {
            case WireMessage.Damaged damaged -> {
                count.malformed(frame, damaged.offset(), damaged.why());
                audience.told(
                        nanos,
                        Conversation.between(from.toString(), to.toString()),
                        new CapturedObservation.Malformed(
                                from.toString(), to.toString(), transport, frame, damaged.offset(), damaged.why()),
                        false);
            }
            case WireMessage.Whole whole -> {
                // notifications, updates and the like are no lookups
                if (whole.message().getHeader().getOpcode() != Opcode.QUERY) {
                    count.other();
                } else if (whole.message().getHeader().getFlag(Flags.QR)) {
                    response(message, whole);
                } else {
                    query(message, whole.message());
                }
            }
        }
    }

    /// The capture is over: what still waits was not answered as far as it shows.
    public void end() {
        waiting.values().forEach(this::unanswered);
        waiting.clear();
        walks.end();
    }

    private void query(CapturedMessage message, Message query) {
        count.query();
        Key key = new Key(
                message.from(),
                message.to(),
                message.transport(),
                query.getHeader().getID(),
                question(query));
        Waiting before = waiting.get(key);
        if (before != null) {
            before.latest = message;
            before.again++;
            count.again();
            return;
        }
        if (waiting.size() >= MOST_WAITING) {
            var oldest = waiting.values().iterator();
            unanswered(oldest.next());
            oldest.remove();
        }
        waiting.put(key, new Waiting(message, query));
    }

    private void response(CapturedMessage message, WireMessage.Whole whole) {
        Message response = whole.message();
        count.response(Rcode.string(response.getRcode()));
        Key key = new Key(
                message.to(),
                message.from(),
                message.transport(),
                response.getHeader().getID(),
                question(response));
        Waiting asked = waiting.remove(key);
        if (asked == null) {
            count.unasked();
            tell(message.nanos(), exchange(Optional.empty(), Optional.of(message), response, "unasked", 0));
            return;
        }
        long rtt = message.nanos() - asked.latest.nanos();
        CapturedObservation.Exchange exchange =
                exchange(Optional.of(asked), Optional.of(message), response, "answered", rtt);
        count.answered(exchange);
        tell(message.nanos(), exchange);
        walks.exchange(asked.first, asked.query, message, whole, rtt);
    }

    private void unanswered(Waiting asked) {
        count.unanswered();
        tell(asked.latest.nanos(), exchange(Optional.of(asked), Optional.empty(), asked.query, "unanswered", 0));
        walks.silence(asked.first, asked.query);
    }

    private void tell(long nanos, CapturedObservation.Exchange exchange) {
        audience.told(nanos, Conversation.between(exchange.client(), exchange.server()), exchange, false);
    }

    private static CapturedObservation.Exchange exchange(
            Optional<Waiting> asked, Optional<CapturedMessage> response, Message last, String status, long rttNanos) {
        CapturedMessage shown =
                asked.map(query -> query.first).or(() -> response).orElseThrow();
        boolean forward = asked.isPresent();
        Question question = question(last);
        return new CapturedObservation.Exchange(
                (forward ? shown.from() : shown.to()).toString(),
                (forward ? shown.to() : shown.from()).toString(),
                shown.transport(),
                last.getHeader().getID(),
                question == null ? "" : question.name().toString(),
                question == null ? "" : question.typeName(),
                last.getHeader().getFlag(Flags.RD),
                status,
                response.isPresent() ? Rcode.string(last.getRcode()) : "",
                response.isPresent() ? RecordText.of(last.getSection(Section.ANSWER)) : List.of(),
                asked.map(query -> query.first.frame()).orElse(0L),
                response.map(CapturedMessage::frame).orElse(0L),
                asked.map(query -> query.again).orElse(0),
                rttNanos / NANOS_PER_MILLI);
    }

    private static @Nullable Question question(Message message) {
        Record asked = message.getQuestion();
        return asked == null ? null : new Question(asked.getName(), asked.getType());
    }
}
