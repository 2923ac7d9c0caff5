package org.wirelab.dns;

import java.net.IDN;
import java.util.Locale;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// What is asked: a name and a type, always of class IN.
///
/// @param name absolute
/// @param type a number of the registry, such as [Type#A]
public record Question(Name name, int type) {

    public Question {
        if (!name.isAbsolute()) {
            throw new IllegalArgumentException("not an absolute name: " + name);
        }
    }

    /// Reads what a user types: `www.example.com`, `네이버.한국`, with or without the last dot; `AAAA`, `TYPE65`.
    ///
    /// @throws IllegalArgumentException in one line, when it is no name or no type that can be asked for
    public static Question parse(String name, String type) {
        return new Question(parseName(name), parseType(type));
    }

    /// Reads a domain name that a user types; one in another script is taken in its ASCII form.
    ///
    /// @throws IllegalArgumentException in one line, when it is none
    public static Name parseName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a domain name is needed, such as www.example.com");
        }
        boolean ascii = name.chars().allMatch(c -> c < 128);
        try {
            return Name.fromString(ascii ? name : IDN.toASCII(name), Name.root);
        } catch (TextParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not a domain name: " + name + " (" + e.getMessage() + ")", e);
        }
    }

    /// Reads a type by its name in the registry, in any case.
    ///
    /// @throws IllegalArgumentException in one line, when it is none or is not one of data (OPT, TSIG, AXFR)
    public static int parseType(String type) {
        int value = Type.value(type.toUpperCase(Locale.ROOT));
        if (value < 0) {
            throw new IllegalArgumentException(
                    "not a record type: " + type + " (A, AAAA, NS, MX, TXT, CNAME, SOA, ...)");
        }
        if (value == Type.AXFR || value == Type.IXFR || (!Type.isRR(value) && value != Type.ANY)) {
            throw new IllegalArgumentException("records of type " + type + " cannot be asked for in a walk");
        }
        return value;
    }

    /// True when the text names a record type.
    public static boolean isType(String text) {
        return Type.value(text.toUpperCase(Locale.ROOT)) >= 0;
    }

    /// The same question about another name.
    public Question about(Name other) {
        return new Question(other, type);
    }

    /// The type's name, such as `AAAA`.
    public String typeName() {
        return Type.string(type);
    }

    /// The question as it stands in a message.
    public Record toRecord() {
        return Record.newRecord(name, type, DClass.IN);
    }

    @Override
    public String toString() {
        return name + " " + typeName();
    }
}
