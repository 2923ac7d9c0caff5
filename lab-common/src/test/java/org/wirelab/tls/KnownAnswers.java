package org.wirelab.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Published values that the derivations are held against, read from `resources/org/wirelab/tls/vectors`.
final class KnownAnswers {

    private KnownAnswers() {}

    /// One paragraph of a file of openssl's evp_test: a function, its arguments in their order, and what it gives.
    ///
    /// @param function as in `TLS13-KDF`
    /// @param arguments by the name before the colon (`digest`, `hexkey`), in order; a name may stand there twice
    /// @param output empty where an error is asked for
    record Vector(int line, String function, List<Map.Entry<String, String>> arguments, Optional<Bytes> output) {

        boolean has(String name) {
            return arguments.stream().anyMatch(argument -> argument.getKey().equals(name));
        }

        /// All values of this name, in order.
        List<String> all(String name) {
            return arguments.stream()
                    .filter(argument -> argument.getKey().equals(name))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        String text(String name) {
            return all(name).getFirst();
        }

        Bytes bytes(String name) {
            return Bytes.parse(text(name));
        }

        /// The hash by the JDK's name: `SHA256` and `SHA2-256` are `SHA-256`.
        String hash() {
            return text("digest").replaceFirst("^SHA(2-)?", "SHA-");
        }

        @Override
        public String toString() {
            return "line " + line + ": " + function;
        }
    }

    /// The vectors of a file in the format of openssl's evp_test.
    static List<Vector> evp(String file) {
        List<Vector> vectors = new ArrayList<>();
        Paragraph open = null;
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String[] pair = line.split(" = ", 2);
            if (line.isBlank()) {
                open = finish(open, vectors);
            } else if (pair[0].equals("KDF")) {
                finish(open, vectors);
                open = new Paragraph(number, pair[1]);
            } else if (open != null && pair.length == 2) {
                open.fields.add(Map.entry(pair[0], pair[1]));
            }
        }
        finish(open, vectors);
        return vectors;
    }

    private record Paragraph(int line, String function, List<Map.Entry<String, String>> fields) {
        Paragraph(int line, String function) {
            this(line, function, new ArrayList<>());
        }
    }

    private static Paragraph finish(Paragraph paragraph, List<Vector> vectors) {
        if (paragraph != null) {
            List<Map.Entry<String, String>> arguments = paragraph.fields.stream()
                    .filter(field -> field.getKey().startsWith("Ctrl."))
                    .map(field -> field.getValue().split(":", 2))
                    .map(pair -> Map.entry(pair[0], pair[1]))
                    .toList();
            boolean error =
                    paragraph.fields.stream().anyMatch(field -> field.getKey().equals("Result"));
            Optional<Bytes> output = paragraph.fields.stream()
                    .filter(field -> !error && field.getKey().equals("Output"))
                    .map(field -> Bytes.parse(field.getValue()))
                    .findFirst();
            vectors.add(new Vector(paragraph.line, paragraph.function, arguments, output));
        }
        return null;
    }

    /// One step of RFC 8448: who does what, and the values that the RFC prints with it.
    record Step(boolean client, String what, Map<String, Bytes> values) {
        Bytes value(String name) {
            return Objects.requireNonNull(values.get(name), () -> this + " has no " + name);
        }

        @Override
        public String toString() {
            return (client ? "client: " : "server: ") + what;
        }
    }

    /// A handshake of RFC 8448.
    record Handshake(String section, List<Step> steps) {
        @Override
        public String toString() {
            return "§" + section;
        }
    }

    static List<Handshake> rfc8448() {
        List<Handshake> handshakes = new ArrayList<>();
        for (String line : lines("rfc8448.txt")) {
            if (line.startsWith("section ")) {
                handshakes.add(new Handshake(line.substring("section ".length()), new ArrayList<>()));
            } else if (line.startsWith("client: ") || line.startsWith("server: ")) {
                handshakes
                        .getLast()
                        .steps()
                        .add(new Step(
                                line.startsWith("client"), line.substring("client: ".length()), new LinkedHashMap<>()));
            } else if (line.startsWith("  ")) {
                String[] pair = line.strip().split(" = ?", 2);
                handshakes.getLast().steps().getLast().values().put(pair[0], Bytes.parse(pair[1].strip()));
            }
        }
        return handshakes;
    }

    private static List<String> lines(String file) {
        try (InputStream resource =
                        Objects.requireNonNull(KnownAnswers.class.getResourceAsStream("vectors/" + file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
