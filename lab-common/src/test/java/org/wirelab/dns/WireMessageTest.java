package org.wirelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.walk.Edns;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.RecursiveAnswer;
import org.wirelab.dns.walk.ReplyMatcher;
import org.wirelab.dns.walk.Script;
import org.wirelab.dns.zone.Authority;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/// What comes from outside is read strictly, and only the reply to the query in flight counts.
class WireMessageTest {

    private static final Move.Ask ASK = new Move.Ask(
            new ServerAddress(Name.root, Script.ip("192.0.2.1"), AddressOrigin.HINT),
            Name.root,
            Question.parse("www.example.com", "A"),
            false,
            DnsTransport.UDP,
            Edns.ofSize(1232),
            4711,
            Purpose.WALK,
            Duration.ofMillis(400));
    private static final InetSocketAddress PLACE = new InetSocketAddress(Script.ip("192.0.2.1"), 53);

    @Test
    void bytesBehindTheEndAreCounted() {
        byte[] wire = reply(4711, "www.example.com");
        WireMessage read = WireMessage.read(Arrays.copyOf(wire, wire.length + 3));
        assertThat(read).isInstanceOfSatisfying(WireMessage.Whole.class, whole -> {
            assertThat(whole.trailing()).isEqualTo(3);
            assertThat(whole.bytes()).isEqualTo(wire.length);
        });
    }

    @Test
    void aMessageThatPointsAtItselfIsDamaged() {
        byte[] wire = reply(4711, "www.example.com");
        wire[12] = (byte) 0xc0;
        wire[13] = 12;
        assertThat(WireMessage.read(wire)).isInstanceOf(WireMessage.Damaged.class);
    }

    @Property(tries = 300)
    void aMessageCutOffAnywhereIsDamagedAndSaysWhere(@ForAll @IntRange(max = 1000) int cut) {
        byte[] wire = reply(4711, "www.example.com");
        byte[] shorter = Arrays.copyOf(wire, cut % wire.length);
        assertThat(WireMessage.read(shorter))
                .isInstanceOfSatisfying(
                        WireMessage.Damaged.class,
                        damaged -> assertThat(damaged.offset()).isEqualTo(shorter.length));
    }

    @Property(tries = 2000)
    void noBytesWhateverThrowOrAreTakenForAReplyWithAnotherId(@ForAll byte[] wire) {
        WireMessage read = WireMessage.read(wire);
        Optional<DnsObservation.ReplyIgnored> mismatch = ReplyMatcher.mismatch(ASK, PLACE, PLACE, wire, read);
        if (WireMessage.idOf(wire) != 4711) {
            assertThat(mismatch).isPresent();
        }
    }

    @FuzzTest
    void neitherServerNorResolverNorReaderThrows(FuzzedDataProvider data) {
        byte[] wire = data.consumeRemainingAsBytes();
        WireMessage.read(wire);
        new Authority(java.util.List.of(Script.zone("example.com.", "www A 192.0.2.1\n")))
                .respond(wire, DnsTransport.UDP);
        RecursiveAnswer.to(wire, DnsTransport.UDP);
        Authority.truncated(wire);
    }

    @Test
    void onlyTheReplyToTheQueryInFlightCounts() {
        byte[] good = reply(4711, "www.example.com");
        assertThat(mismatch(PLACE, good)).isEmpty();
        assertThat(mismatch(new InetSocketAddress(Script.ip("192.0.2.2"), 53), good))
                .contains(Mismatch.ADDRESS);
        assertThat(mismatch(new InetSocketAddress(Script.ip("192.0.2.1"), 5353), good))
                .contains(Mismatch.PORT);
        assertThat(mismatch(PLACE, reply(4712, "www.example.com"))).contains(Mismatch.ID);
        assertThat(mismatch(PLACE, reply(4711, "www.example.org"))).contains(Mismatch.QUESTION);
        assertThat(mismatch(PLACE, ASK.message().toWire())).contains(Mismatch.QR);
    }

    private static Optional<Mismatch> mismatch(InetSocketAddress from, byte[] wire) {
        return ReplyMatcher.mismatch(ASK, PLACE, from, wire, WireMessage.read(wire))
                .map(DnsObservation.ReplyIgnored::mismatch);
    }

    private static byte[] reply(int id, String name) {
        Message query = Message.newQuery(Question.parse(name, "A").toRecord());
        query.getHeader().setID(id);
        query.getHeader().setFlag(Flags.QR);
        return query.toWire();
    }
}
