package org.wirelab.client.dns.lookup;

import java.util.regex.Pattern;
import org.wirelab.dns.Question;
import org.xbill.DNS.Type;

/// A line of `lab dns` that a user can type as it stands, to look the same name up in another way.
final class Suggestion {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+");

    private Suggestion() {}

    /// @param options how else; options, or a @SERVER
    static String of(Question question, String options) {
        String name = word(question.name().toString(true));
        String asked = question.type() == Type.A ? name : name + " " + question.typeName();
        // what begins with a dash is no option only behind --
        return name.startsWith("-") ? "lab dns " + options + " -- " + asked : "lab dns " + asked + " " + options;
    }

    private static String word(String name) {
        if (Question.isType(name)) {
            return name + "."; // without its dot it would be taken as a type
        }
        return PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
    }
}
