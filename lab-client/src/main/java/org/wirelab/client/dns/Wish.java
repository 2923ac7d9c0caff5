package org.wirelab.client.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.dns.Question;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// What the words `NAME [TYPE] [@SERVER]` ask for, in whatever order they stand.
///
/// @param server the resolver's host as the user named it
record Wish(Question question, Optional<String> server) {

    static Wish parse(List<String> words) throws LabException {
        List<String> plain = new ArrayList<>();
        List<String> servers = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("@")) {
                servers.add(word.substring(1));
            } else {
                plain.add(word);
            }
        }
        if (plain.isEmpty() || plain.size() > 2 || servers.size() > 1 || servers.contains("")) {
            throw new LabException(
                    ExitCode.USAGE, "one NAME, perhaps a TYPE and a @SERVER: lab dns www.naver.com AAAA @192.0.2.53");
        }
        String first = plain.getFirst();
        // "A www.naver.com" as well as "www.naver.com A"; of two types the first is meant as a name.
        boolean typeFirst = plain.size() == 2 && Question.isType(first) && !Question.isType(plain.get(1));
        String name = typeFirst ? plain.get(1) : first;
        String type = plain.size() < 2 ? "A" : typeFirst ? first : plain.get(1);
        try {
            return new Wish(Question.parse(name, type), servers.stream().findFirst());
        } catch (IllegalArgumentException e) {
            throw new LabException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
