package org.wirelab.dns.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.Delegation;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.walk.Script;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// What is remembered, for how long, and what takes whose place.
class MemoryTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Name ZONE = Name.fromConstantString("example.");
    private static final Question WWW = Question.parse("www.example", "A");

    private final Memory memory = Memory.fresh(RootHints.builtIn());
    private final AnswerCache answers = memory.answers();

    @Test
    void anAnswerLivesAsLongAsItsShortestRecord() {
        keep(Rank.ANSWER, a(60, "192.0.2.1"), a(30, "192.0.2.2"));
        assertThat(known(29)).isPresent();
        assertThat(known(30)).isEmpty();
    }

    @Test
    void aTimeOfZeroOrWithTheHighestBitSetIsNotKept() {
        keep(Rank.ANSWER, a(0, "192.0.2.1"));
        keep(Rank.ANSWER, withHighestBit(a(60, "192.0.2.1")));
        assertThat(known(0)).isEmpty();
    }

    @Test
    void nothingIsKeptForLongerThanADay() {
        keep(Rank.ANSWER, a(Integer.MAX_VALUE, "192.0.2.1"));
        assertThat(known(86_399)).isPresent();
        assertThat(known(86_400)).isEmpty();
    }

    @Test
    void whatIsLessTrustedNeverTakesThePlaceOfWhatIsMore() {
        keep(Rank.ANSWER, a(60, "192.0.2.1"));
        keep(Rank.AUTHORITY, a(60, "192.0.2.66"));
        assertThat(known(1).orElseThrow()).asString().contains("192.0.2.1").doesNotContain("192.0.2.66");
    }

    @Test
    void whatWasNoAnswerIsNoneNow() {
        keep(Rank.GLUE, a(60, "192.0.2.1"));
        assertThat(known(1)).isEmpty();
        keep(Rank.ANSWER, a(60, "192.0.2.2"));
        assertThat(known(1)).isPresent();
    }

    @Test
    void aDenialLivesAsLongAsItsSoaSays() {
        answers.deny(WWW, ZONE, false, List.of(soa(3600, 20)), false, 0);
        assertThat(known(19)).containsInstanceOf(Remembered.Denial.class);
        assertThat(known(20)).isEmpty();
        answers.deny(WWW, ZONE, false, List.of(), false, 0);
        assertThat(known(0)).as("without an SOA record").isEmpty();
    }

    @Test
    void belowANameThatDoesNotExistThereIsNothing() {
        answers.deny(Question.parse("no.example", "A"), ZONE, true, List.of(soa(60, 60)), false, 0);
        assertThat(about("a.b.no.example", "TXT")).containsInstanceOf(Remembered.Denial.class);
        assertThat(about("yesno.example", "A")).isEmpty();
        assertThat(about("example", "A")).isEmpty();
    }

    @Test
    void whatCameWithoutSignaturesIsOfNoUseToWhoWantsThem() {
        keep(Rank.ANSWER, a(60, "192.0.2.1"));
        assertThat(answers.about(WWW, Rank.ANSWER, true, 0)).isEmpty();
    }

    @Test
    void aFailureIsRememberedForSecondsAndForLongerWhenItRepeats() {
        fail(0);
        assertThat(answers.failure(WWW, 4 * SECOND)).isPresent();
        assertThat(answers.failure(WWW, 5 * SECOND)).isEmpty();
        fail(5 * SECOND);
        assertThat(answers.failure(WWW, 14 * SECOND)).isPresent();
        for (int i = 0; i < 20; i++) {
            fail(20 * SECOND);
        }
        assertThat(answers.failure(WWW, 179 * SECOND)).isPresent();
        assertThat(answers.failure(WWW, 180 * SECOND)).isEmpty();
        assertThat(answers.failure(WWW, 320 * SECOND))
                .as("five minutes at most (RFC 9520)")
                .isEmpty();
    }

    @Test
    void nobodyCanFillTheMemory() {
        Memory small = Memory.ofSize(RootHints.builtIn(), 100);
        KnownServer first = small.servers().at(Script.ip("192.0.2.0"));
        for (int i = 0; i < 1000; i++) {
            small.servers().at(Script.ip("198.51.100." + i % 256));
            Question question = Question.parse("n" + i + ".example", "A");
            small.answers().keep(question, ZONE, List.of(a(60, "192.0.2.1")), List.of(), Rank.ANSWER, false, 0);
            small.answers().deny(question, ZONE, true, List.of(soa(60, 60)), false, 0);
            small.cuts().learn(new Delegation(question.name(), List.of(), List.of()), 60, 0);
            small.servers().useless(Script.ip("192.0.2." + i % 256), question.name(), FailureReason.LAME, 0);
        }
        assertThat(small.servers().at(Script.ip("192.0.2.0"))).isNotSameAs(first);
        assertThat(small.servers().verdict(Script.ip("192.0.2.0"), Name.fromConstantString("n0.example."), 0))
                .isEmpty();
        assertThat(small.servers().verdict(Script.ip("192.0.2.231"), Name.fromConstantString("n999.example."), 0))
                .contains(FailureReason.LAME);
        assertThat(small.answers().size()).isEqualTo(200);
        assertThat(small.cuts().at(Name.fromConstantString("n0.example."), 0)).isEmpty();
        assertThat(small.cuts().at(Name.fromConstantString("n999.example."), 0)).isPresent();
    }

    @Test
    void aZoneThatItsParentTookBackIsForgottenWhateverItSaysOfItself() {
        Delegation cut = new Delegation(ZONE, List.of(Name.fromConstantString("ns.example.")), List.of());
        memory.cuts().learn(cut, 60, 0);
        Delegation own = new Delegation(ZONE, List.of(Name.fromConstantString("ns2.example.")), List.of());
        assertThat(memory.cuts().learnFromChild(own, 59 * SECOND)).isPresent();
        assertThat(memory.cuts().at(ZONE, 60 * SECOND)).isEmpty();
        assertThat(memory.cuts().learnFromChild(own, 60 * SECOND)).isEmpty();
        assertThat(memory.cuts().closest(WWW.name(), 60 * SECOND).zone()).isEqualTo(Name.root);
    }

    @Test
    void aServersPatienceFollowsItsOwnTimes() {
        KnownServer server = memory.servers().at(Script.ip("192.0.2.1"));
        Duration first = Duration.ofMillis(400);
        assertThat(server.patience(first)).isEqualTo(first);
        server.answered(Duration.ofMillis(1).toNanos());
        assertThat(server.patience(first)).isEqualTo(Duration.ofMillis(200));
        for (int i = 0; i < 50; i++) {
            server.answered(Duration.ofMillis(700).toNanos());
        }
        assertThat(server.patience(first)).isBetween(Duration.ofMillis(700), Duration.ofMillis(1000));
        double quick = server.smoothedNanos();
        server.silent(first.toNanos());
        assertThat(server.smoothedNanos()).isGreaterThan(quick);
        assertThat(server.alive()).isTrue();
        server.silent(first.toNanos());
        server.silent(first.toNanos());
        assertThat(server.dead()).isTrue();
    }

    @Test
    void eachServerHasACookieOfItsOwn() {
        Random random = new Random(1);
        Cookie one = memory.servers().at(Script.ip("192.0.2.1")).cookie(random);
        assertThat(memory.servers().at(Script.ip("192.0.2.2")).cookie(random).client())
                .isNotEqualTo(one.client());
        assertThat(memory.servers().at(Script.ip("192.0.2.1")).cookie(random)).isEqualTo(one);
    }

    private void keep(Rank rank, Record... records) {
        answers.keep(WWW, ZONE, List.of(records), List.of(), rank, false, 0);
    }

    private void fail(long now) {
        answers.failed(WWW, ZONE, FailureReason.TIMEOUT, List.of(), now);
    }

    private Optional<Remembered> known(long seconds) {
        return answers.about(WWW, Rank.ANSWER, false, seconds * SECOND);
    }

    private Optional<Remembered> about(String name, String type) {
        return answers.about(Question.parse(name, type), Rank.ANSWER, false, 0);
    }

    private static Record a(long ttl, String address) {
        return record("www.example.", Type.A, ttl, address);
    }

    private static Record withHighestBit(Record record) {
        byte[] wire = record.toWire(Section.ANSWER);
        wire[record.getName().length() + 4] = (byte) 0x80;
        try {
            return Record.fromWire(wire, Section.ANSWER);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Record soa(long ttl, int minimum) {
        return record("example.", Type.SOA, ttl, "ns.example. h.example. 1 2 3 4 " + minimum);
    }

    private static Record record(String name, int type, long ttl, String data) {
        try {
            return Record.fromString(Name.fromConstantString(name), type, DClass.IN, ttl, data, Name.root);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
