package org.wirelab.dns.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.wirelab.dns.AddressOrigin;
import org.wirelab.dns.Delegation;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.Question;
import org.wirelab.dns.RecordText;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.ServerAddress;
import org.wirelab.dns.TrustRule;
import org.wirelab.dns.memory.Memory;
import org.wirelab.trace.Observation;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Worlds in which every server answers at random: the walk ends within its limits, whatever comes, and believes no
/// server about what it has no say over.
class HostileWorldPropertyTest {

    private static final List<String> NAMES = List.of(
            ".",
            "com.",
            "kr.",
            "a.com.",
            "b.com.",
            "ns.a.com.",
            "ns.b.com.",
            "www.a.com.",
            "www.b.com.",
            "x.www.a.com.",
            "ns.kr.",
            "deep.er.a.com.",
            "er.a.com.");
    private static final List<Integer> RCODES = List.of(0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 9, 16, 23);
    private static final Name WANTED = Name.fromConstantString("x.www.a.com.");

    private final List<DnsObservation> seen = new ArrayList<>();

    @Property(tries = 300)
    void everyWalkEndsWithinItsLimitsAndStaysInBailiwick(
            @ForAll long seed, @ForAll boolean qmin, @ForAll boolean dnssec) {
        Random random = new Random(seed);
        Memory memory = Memory.ofSize(hints(), 50);
        WalkSettings settings = WalkSettings.USUAL.withQmin(qmin).withDnssec(dnssec);
        long clock = 0;
        for (int lookup = 0; lookup < 3; lookup++) {
            clock = lookUp(random, memory, settings, clock);
        }
    }

    @Property(tries = 60)
    void allPathsEndToo(@ForAll long seed) {
        Random random = new Random(seed);
        seen.clear();
        drive(
                new AllPaths(
                        new Question(WANTED, Type.A), Memory.fresh(hints()), WalkSettings.USUAL, random, this::see, 0),
                random,
                0);
        assertThat(seen.stream().filter(DnsQuery.class::isInstance)).hasSizeLessThanOrEqualTo(6 * 60 + 60);
        believedOnlyItsOwn();
    }

    private long lookUp(Random random, Memory memory, WalkSettings settings, long clock) {
        seen.clear();
        long end = drive(
                new Resolution(new Question(WANTED, Type.A), memory, settings, random, this::see, clock),
                random,
                clock);
        assertThat(end - clock)
                .as("nanoseconds")
                .isLessThanOrEqualTo(Limits.USUAL.total().toNanos() + 10_000_000L);
        assertThat(seen.stream().filter(DnsQuery.class::isInstance)).hasSizeLessThanOrEqualTo(60);
        assertThat(seen.stream().filter(DnsOutcome.class::isInstance)).hasSize(1);
        believedOnlyItsOwn();
        return end;
    }

    /// Each record that was accepted lies in the zone whose server sent it.
    private void believedOnlyItsOwn() {
        for (DnsObservation one : seen) {
            if (one instanceof DnsObservation.RecordsAccepted accepted) {
                Name zone = Name.fromConstantString(accepted.zone());
                for (String record : accepted.records()) {
                    assertThat(Name.fromConstantString(RecordText.ownerOf(record))
                                    .subdomain(zone))
                            .as(accepted.rule() + " " + record + " by " + zone)
                            .isTrue();
                }
                assertThat(accepted.rule()).isNotEqualTo(TrustRule.OUTSIDE_THE_ZONE);
            }
            if (one instanceof DnsObservation.DelegationFollowed cut) {
                assertThat(Name.fromConstantString(cut.zone()).subdomain(Name.fromConstantString(cut.parent())))
                        .isTrue();
            }
        }
    }

    private void see(Observation observation) {
        seen.add((DnsObservation) observation);
    }

    private static long drive(Inquiry inquiry, Random random, long clock) {
        long now = clock;
        Move move = inquiry.next(now);
        for (int steps = 0; move instanceof Move.Ask ask; steps++) {
            assertThat(steps).isLessThan(1000);
            Reply reply = reply(ask, random);
            now += switch (reply) {
                case Reply.TimedOut(long waited) -> waited;
                case Reply.Received received -> received.rttNanos();
                case Reply.Unreachable _, Reply.Unreadable _, Reply.CaseChanged _ -> 1000;
            };
            inquiry.on(reply, now);
            move = inquiry.next(now);
        }
        return now;
    }

    private static Reply reply(Move.Ask ask, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> new Reply.TimedOut(ask.timeout().toNanos());
            case 1 -> new Reply.Unreachable("refused", 1000);
            case 2 -> new Reply.Unreadable("at byte 12: nonsense", 1000);
            case 3 -> new Reply.CaseChanged(1000);
            default -> new Reply.Received(message(ask, random), 100, 0, 1_000_000);
        };
    }

    private static Message message(Move.Ask ask, Random random) {
        Message message = new Message(ask.id());
        message.getHeader().setFlag(Flags.QR);
        message.addRecord(ask.question().toRecord(), Section.QUESTION);
        message.getHeader().setRcode(pick(RCODES, random) & 0xf);
        for (int flag : List.of(Flags.AA, Flags.TC, Flags.RA)) {
            if (random.nextInt(flag == Flags.AA ? 2 : 8) == 0) {
                message.getHeader().setFlag(flag);
            }
        }
        for (int section : List.of(Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL)) {
            int records = random.nextInt(4);
            for (int i = 0; i < records; i++) {
                message.addRecord(record(ask, random), section);
            }
        }
        return message;
    }

    private static Record record(Move.Ask ask, Random random) {
        Name owner = random.nextBoolean() ? ask.question().name() : name(random);
        return switch (random.nextInt(6)) {
            case 0 ->
                Record.newRecord(owner, Type.A, DClass.IN, random.nextInt(100), new byte[] {
                    (byte) 192, 0, 2, (byte) random.nextInt(8)
                });
            case 1, 2 -> new NSRecord(name(random), DClass.IN, random.nextInt(100), name(random));
            case 3 -> new CNAMERecord(owner, DClass.IN, random.nextInt(100), name(random));
            case 4 -> new DNAMERecord(name(random), DClass.IN, random.nextInt(100), name(random));
            default ->
                new SOARecord(name(random), DClass.IN, 60, Name.root, Name.root, 1, 2, 3, 4, random.nextInt(100));
        };
    }

    private static Name name(Random random) {
        return Name.fromConstantString(pick(NAMES, random));
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static RootHints hints() {
        Name server = Name.fromConstantString("ns.kr.");
        InetAddress address = InetAddress.ofLiteral("192.0.2.1");
        return new RootHints(
                "test",
                new Delegation(
                        Name.root, List.of(server), List.of(new ServerAddress(server, address, AddressOrigin.HINT))));
    }
}
