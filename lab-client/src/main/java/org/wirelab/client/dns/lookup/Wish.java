package org.wirelab.client.dns.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wirelab.dns.Question;
import org.wirelab.net.dns.ResolverPlace;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tls.Names;
import org.wirelab.trace.Endpoints;
import org.xbill.DNS.ReverseMap;

/// What the words `NAME [TYPE]... [@SERVER]` ask for, in whatever order they stand.
///
/// @param questions in their order; none where the names come from elsewhere
/// @param server the resolver as the user named it
public record Wish(List<Question> questions, Optional<ResolverPlace> server) {

    private static final String FORM =
            "a NAME, perhaps a TYPE and a @SERVER: lab dns www.naver.com AAAA @192.0.2.53; or several names";

    /// A word that is meant as a type, although there is none of that name.
    private static final Pattern LIKE_A_TYPE = Pattern.compile("[A-Z][A-Z0-9]*");

    public Wish {
        questions = List.copyOf(questions);
    }

    public static Wish parse(List<String> words) throws LabException {
        Wish wish = parseServer(words);
        if (wish.questions().isEmpty()) {
            throw new LabException(ExitCode.USAGE, FORM);
        }
        return wish;
    }

    /// The same where there need be no name.
    public static Wish parseServer(List<String> words) throws LabException {
        List<String> plain = new ArrayList<>();
        List<String> servers = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("@")) {
                servers.add(word.substring(1));
            } else {
                plain.add(word);
            }
        }
        if (servers.size() > 1 || servers.contains("") || plain.contains("")) {
            throw new LabException(ExitCode.USAGE, FORM);
        }
        try {
            return new Wish(
                    questions(plain), servers.stream().map(ResolverPlace::parse).findFirst());
        } catch (IllegalArgumentException e) {
            throw new LabException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /// The one question where there is one.
    Question question() {
        return questions.getFirst();
    }

    /// A line of a file of names: `NAME`, `NAME TYPE` or `TYPE NAME`.
    ///
    /// @throws IllegalArgumentException in one line, when it is no such line
    public static Question ofLine(String line) {
        List<Question> questions = questions(List.of(line.split("\\s+")));
        if (questions.size() != 1) {
            throw new IllegalArgumentException("a line is NAME, or NAME TYPE: " + line);
        }
        return questions.getFirst();
    }

    /// An address is no name: the name that belongs to it stands in a zone of its own (RFC 1035 §3.5, RFC 3596
    /// §2.5).
    private static void refuseAddress(String word) {
        if (Names.isAddress(word)) {
            String reverse = ReverseMap.fromAddress(Endpoints.literal(word)).toString(true);
            throw new IllegalArgumentException(
                    word + " is an address, not a name: for the name that belongs to it type " + reverse + " PTR");
        }
    }

    private static List<Question> questions(List<String> words) {
        List<Question> questions = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            refuseAddress(word);
            String next = at + 1 < words.size() ? words.get(at + 1) : "";
            // "A www.naver.com" as well as "www.naver.com A"; of two types the first is meant as a name.
            if (Question.isType(word) && !next.isEmpty() && !Question.isType(next)) {
                questions.add(Question.parse(next, word));
                at += 2;
            } else if (Question.isType(next)
                    || (!next.contains(".") && LIKE_A_TYPE.matcher(next).matches())) {
                questions.add(Question.parse(word, next));
                at += 2;
            } else {
                questions.add(Question.parse(word, "A"));
                at++;
            }
        }
        return questions;
    }
}
