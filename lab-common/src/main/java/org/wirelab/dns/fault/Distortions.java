package org.wirelab.dns.fault;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Question;
import org.wirelab.dns.Responses;
import org.wirelab.dns.WireMessage;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// What becomes of the right response on its way out of a misbehaving server.
final class Distortions {
    private Distortions() {}

    /// Where a forged answer leads.
    private static final Inet4Address FORGED = Inet4Address.ofLiteral("192.0.2.66");

    private static final Name ELSEWHERE = Name.fromConstantString("www.forged.example.");
    private static final long TTL = 300;
    /// How long after the forged response the right one leaves: later, but soon.
    private static final Duration BEHIND = Duration.ofMillis(5);

    static List<Delivery> of(Fault.Distortion fault, Received received, List<Delivery> right, RandomGenerator random) {
        return switch (fault) {
            case Fault.WithoutAuthority() ->
                edited(right, message -> {
                    message.getHeader().unsetFlag(Flags.AA);
                    message.getHeader().unsetFlag(Flags.RA);
                });
            case Fault.ForgedIdFirst() -> before(forgedId(received), right);
            case Fault.ForgedQuestionFirst() -> before(forgedQuestion(received), right);
            case Fault.Trailing(int octets) ->
                right.stream()
                        .map(one -> one.with(Arrays.copyOf(one.message(), one.message().length + octets)))
                        .toList();
            case Fault.Drip(Duration pause) ->
                right.stream().map(one -> one.dripping(pause)).toList();
            case Fault.Loss(double share) -> {
                boolean lost = received.transport() == DnsTransport.UDP && random.nextDouble() < share;
                yield lost ? List.of() : right;
            }
            case Fault.Lie(Inet4Address address) -> edited(right, message -> lie(message, address));
        };
    }

    private static List<Delivery> before(Message forged, List<Delivery> right) {
        return right.isEmpty()
                ? right
                : Stream.concat(
                                Stream.of(right.getFirst().with(forged.toWire())),
                                right.stream().map(one -> one.later(BEHIND)))
                        .toList();
    }

    private static Message forgedId(Received received) {
        Message forged = answer(received.query(), received.query().getQuestion().getName());
        forged.getHeader().setID((received.query().getHeader().getID() + 1) & 0xffff);
        return forged;
    }

    private static Message forgedQuestion(Received received) {
        Message forged = answer(received.query(), ELSEWHERE);
        forged.removeAllRecords(Section.QUESTION);
        forged.addRecord(
                new Question(ELSEWHERE, received.query().getQuestion().getType()).toRecord(), Section.QUESTION);
        return forged;
    }

    private static Message answer(Message query, Name owner) {
        Message forged = Responses.to(query);
        forged.getHeader().setFlag(Flags.AA);
        forged.addRecord(new ARecord(owner, DClass.IN, TTL, FORGED), Section.ANSWER);
        return forged;
    }

    private static void lie(Message message, Inet4Address address) {
        List<Record> answer = List.copyOf(message.getSection(Section.ANSWER));
        message.removeAllRecords(Section.ANSWER);
        for (Record record : answer) {
            message.addRecord(
                    record instanceof ARecord
                            ? new ARecord(record.getName(), DClass.IN, record.getTTL(), address)
                            : record,
                    Section.ANSWER);
        }
    }

    private static List<Delivery> edited(List<Delivery> right, Consumer<Message> change) {
        return right.stream().map(one -> edited(one, change)).toList();
    }

    private static Delivery edited(Delivery right, Consumer<Message> change) {
        if (!(WireMessage.read(right.message()) instanceof WireMessage.Whole whole)) {
            return right;
        }
        change.accept(whole.message());
        return right.with(whole.message().toWire());
    }
}
