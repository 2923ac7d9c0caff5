package org.wirelab.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.wirelab.dns.Question;
import org.wirelab.dns.walk.Script;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Answers of random zones agree with a reference that goes through all records for every question.
class ZonePropertyTest {

    private static final Name ORIGIN = Name.fromConstantString("example.com.");

    @Property(tries = 2000)
    void everyAnswerAgreesWithTheReference(@ForAll("zones") String records, @ForAll("questions") Question question) {
        Zone zone = Script.zone("example.com.", "@ NS ns\n" + records);
        Reference reference = new Reference(zone.everything());
        ZoneAnswer answer = zone.answer(question);
        String seen = question + " in\n" + records;
        Optional<Name> cut = reference.cut(question);
        if (cut.isPresent()) {
            assertThat(answer.authoritative()).as(seen).isFalse();
            assertThat(answer.authority())
                    .as(seen)
                    .allMatch(record -> record.getName().equals(cut.get()));
            return;
        }
        assertThat(answer.authoritative()).as(seen).isTrue();
        assertThat(answer.rcode())
                .as(seen)
                .isEqualTo(reference.exists(question.name()) ? Rcode.NOERROR : Rcode.NXDOMAIN);
        assertThat(texts(answer.answers())).as(seen).isEqualTo(reference.data(question));
        assertThat(answer.answers().isEmpty())
                .as(seen)
                .isEqualTo(answer.authority().size() == 1);
    }

    /// RFC 1034 §4.3.2 and RFC 4592, read slowly.
    private record Reference(List<Record> records) {

        Optional<Name> cut(Question question) {
            return records.stream()
                    .filter(record ->
                            record.getType() == Type.NS && !record.getName().equals(ORIGIN))
                    .map(Record::getName)
                    .filter(cut -> question.name().subdomain(cut))
                    .filter(cut -> question.type() != Type.DS || !cut.equals(question.name()))
                    .min((one, other) -> one.labels() - other.labels());
        }

        boolean exists(Name name) {
            return inTheTree(name) || inTheTree(source(name));
        }

        Set<String> data(Question question) {
            Name source = inTheTree(question.name()) ? question.name() : source(question.name());
            return records.stream()
                    .filter(record -> record.getName().equals(source) && record.getType() == question.type())
                    .map(Record::rdataToString)
                    .collect(Collectors.toSet());
        }

        private boolean inTheTree(Name name) {
            return records.stream().anyMatch(record -> record.getName().subdomain(name));
        }

        private Name source(Name name) {
            Name encloser = name;
            while (!inTheTree(encloser)) {
                encloser = new Name(encloser, 1);
            }
            return Name.fromConstantString("*." + encloser);
        }
    }

    @Provide
    Arbitrary<String> zones() {
        Arbitrary<String> label = Arbitraries.of("a", "b", "c", "*");
        Arbitrary<String> owner = label.list().ofMinSize(1).ofMaxSize(3).map(labels -> String.join(".", labels));
        Arbitrary<String> data = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Arbitraries.of("A 192.0.2.1", "A 192.0.2.2", "TXT \"x\"")),
                net.jqwik.api.Tuple.of(1, Arbitraries.just("NS ns.example.org.")));
        return Combinators.combine(owner, data)
                .as((name, rest) -> name + " " + rest)
                .filter(line -> !(line.startsWith("*") && line.contains("NS")))
                .set()
                .ofMaxSize(8)
                .map(lines -> String.join("\n", lines) + "\n");
    }

    @Provide
    Arbitrary<Question> questions() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d").list().ofMaxSize(4), Arbitraries.of("A", "TXT", "DS"))
                .as((labels, type) -> Question.parse(
                        String.join(".", labels) + (labels.isEmpty() ? "" : ".") + "example.com.", type));
    }

    private static Set<String> texts(List<Record> records) {
        return records.stream().map(Record::rdataToString).collect(Collectors.toSet());
    }
}
