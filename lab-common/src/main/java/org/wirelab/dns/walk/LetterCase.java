package org.wirelab.dns.walk;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.wirelab.dns.Question;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;

/// Letters in random case as one more secret of a query ("0x20"): who has not seen it cannot repeat them.
final class LetterCase {
    private LetterCase() {}

    private static final char CASE_BIT = 0x20;

    /// The question, each letter of its name in upper or lower case.
    static Question random(Question question, RandomGenerator random) {
        char[] letters = question.name().toString().toCharArray();
        for (int i = 0; i < letters.length; i++) {
            boolean letter = (letters[i] | CASE_BIT) >= 'a' && (letters[i] | CASE_BIT) <= 'z';
            if (letter && random.nextBoolean()) {
                letters[i] ^= CASE_BIT;
            }
        }
        try {
            return question.about(Name.fromString(new String(letters)));
        } catch (TextParseException e) {
            throw new IllegalStateException("case does not make a name unreadable", e);
        }
    }

    /// The records as they would have come had the name been sent as it was given.
    static List<Record> restored(Move.Ask ask, Question given, List<Record> records) {
        return ask.exactCase()
                ? records.stream()
                        .map(record -> record.getName().equals(given.name()) ? renamed(record, given.name()) : record)
                        .toList()
                : records;
    }

    private static Record renamed(Record record, Name name) {
        byte[] wire = record.toWire(Section.ANSWER);
        byte[] owner = name.toWire();
        System.arraycopy(owner, 0, wire, 0, owner.length);
        try {
            return Record.fromWire(wire, Section.ANSWER);
        } catch (IOException e) {
            throw new IllegalStateException("a record with the same name in other letters is the same record", e);
        }
    }
}
