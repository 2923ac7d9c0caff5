package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.testing.Tools;

/// `lab read` of captures that were made with dumpcap, and of what is left of them.
class ReadTest {

    static final Path CAPTURES = Path.of("src", "test", "resources", "org", "wirelab", "client", "read");

    private static final boolean WRITE = Boolean.getBoolean("golden.write");

    @TempDir
    private Path folder;

    static Stream<List<String>> pages() {
        return Stream.of(
                List.of("four.pcapng"),
                List.of("four.pcapng", "--lang", "ko"),
                List.of("four.pcapng", "-v"),
                List.of("four.pcapng", "-q"),
                List.of("four.pcap.gz", "--conversation", "3"),
                List.of("four.pcap.gz", "--json", "--conversation", "2"),
                List.of("four.pcapng", "--port", "9"),
                List.of("four.pcapng", "--host", "2001:db8::1"),
                List.of("late.pcap", "--conversation", "0"),
                List.of("late.pcap", "--conversation", "0", "--lang", "ko"),
                List.of("damaged.pcap"),
                List.of("sections.pcapng"),
                List.of("vlan.pcap"),
                List.of("fragments.pcap"),
                List.of("tls.pcapng"),
                List.of("tls.pcapng", "--lang", "ko"),
                List.of("tls.pcapng", "--conversation", "1"),
                List.of("tls.pcapng", "--conversation", "2"),
                List.of("hosts.pcapng"),
                List.of("hosts.pcapng", "-i", "client eth0"));
    }

    /// What users see of a capture has changed if this fails: `-Dgolden.write=true` writes it anew; read the
    /// difference.
    @ParameterizedTest
    @MethodSource("pages")
    void aCaptureIsShownAsItIsKept(List<String> words) throws IOException {
        Path golden = CAPTURES.resolve("golden").resolve(String.join("_", words).replaceAll("[^\\w.]+", "-") + ".txt");
        TypedLine typed = read(words.toArray(String[]::new));
        String shown = "exit " + typed.exitCode() + "\n" + typed.out() + "--- error output\n" + typed.err();
        if (WRITE) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, shown);
        }
        assertThat(shown).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noLineIsWiderThanTheTerminal(List<String> words) {
        if (!words.contains("--json")) {
            assertThat(read(words.toArray(String[]::new)).outLines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }

    @Test
    void aPipeIsReadAsTheFileIs() throws IOException {
        String file = CAPTURES.resolve("four.pcapng").toString();
        TypedLine piped = piped(Files.readAllBytes(Path.of(file)), "-", "--lang", "en", "--color", "never");
        assertThat(piped.exitCode()).isZero();
        assertThat(piped.out()
                        .replace("the standard input", file)
                        .replace("lab read -", "lab read " + file)
                        .strip())
                .startsWith(read("four.pcapng").out().strip().substring(0, 400));
        TypedLine one = piped(Files.readAllBytes(CAPTURES.resolve("one.pcapng")), "-", "--lang", "en");
        assertThat(one.out()).contains("tcp.close.5", "11 sentences");
    }

    @Test
    void aCaptureIsWrittenAgainWithItsFindingsAndKeepsWhatItHad() throws Exception {
        Tools.require("tshark");
        read("four.pcapng", "-o", folder.toString());
        Path once = written(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(once)))
                .isEqualTo("rw-------");
        assertThat(comments(once, 7)).anyMatch(line -> line.contains("tcp.open.1 confirmed"));
        assertThat(comments(once, 43)).anyMatch(line -> line.contains("tcp.close.1 missing"));

        Path again = folder.resolve("again");
        TypedLine typed = TypedLine.of(
                "read", once.toString(), "-o", again.toString(), "--lang", "ko", "--conversation", "3", "-q");
        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(comments(written(again), 43))
                .anyMatch(line -> line.contains("tcp.close.1 missing"))
                .anyMatch(line -> line.contains("tcp.close.1 나타나지 않음"));
        assertThat(tshark(written(again), "-T", "fields", "-e", "frame.number")).hasSize(57);
    }

    @Test
    void aPipeIsWrittenAgainTooAndNothingElseIsLeft() throws IOException {
        piped(Files.readAllBytes(CAPTURES.resolve("four.pcap.gz")), "-", "-o", folder.toString());
        try (Stream<Path> files = Files.list(written(folder).getParent())) {
            assertThat(files).containsExactly(written(folder));
        }
    }

    @Test
    void whatTheBoundCostIsSaid() {
        TypedLine typed = read("four.pcapng", "--json", "--open", "1");
        assertThat(typed.out()).contains("\"reason\":\"read.left.bound\"", "1 others were open (--open N");
    }

    @Test
    void aDamagedCaptureProvesNoAbsence() {
        assertThat(read("damaged.pcap", "--json", "--conversation", "0").out())
                .contains("\"kind\":\"capture.damage\",\"offset\":7686")
                .contains("\"kind\":\"vantage.closed\",\"interface\":\"\",\"dropped\":1")
                .doesNotContain("\"verdict\":\"missing\"");
    }

    @Test
    void linesOfJsonCanBeShownAgainAsARun() throws IOException {
        Path saved = Files.writeString(
                folder.resolve("trace.jsonl"), read("four.pcapng", "--json").out());
        TypedLine shown = TypedLine.of("show", saved.toString(), "--lang", "en", "--json");
        assertThat(shown.out()).isEqualTo(Files.readString(saved));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read",
                "read /nonexistent.pcap",
                "read src",
                "read pom.xml",
                "read src/test/resources/org/wirelab/client/read/four.pcapng --conversation 9",
                "read src/test/resources/org/wirelab/client/read/four.pcapng --conversation -1",
                "read src/test/resources/org/wirelab/client/read/four.pcapng --port 65536",
                "read src/test/resources/org/wirelab/client/read/four.pcapng --host nowhere",
                "read src/test/resources/org/wirelab/client/read/four.pcapng --open 0",
            })
    void whatCannotBeReadIsOneLineWithTheNextStep(String line) {
        TypedLine typed = TypedLine.of(line.split(" "));
        assertThat(typed.exitCode()).as(typed.toString()).isEqualTo(2);
        assertThat(typed.errLines().stream().filter(each -> each.startsWith("lab: ")))
                .singleElement()
                .asString()
                .contains(":");
    }

    /// Whatever a few wrong bytes do to a capture, it ends in pages and lines or in one line, never in a mistake of
    /// ours.
    @Test
    void noBytesMakeTheCommandFail() throws IOException {
        Random random = new Random(7);
        List<String> names = List.of("four.pcapng", "damaged.pcap", "vlan.pcap", "four.pcap.gz", "sections.pcapng");
        for (int i = 0; i < 150; i++) {
            byte[] bytes = Files.readAllBytes(CAPTURES.resolve(names.get(i % names.size())));
            for (int wrong = random.nextInt(1, 8); wrong > 0; wrong--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length / 2, bytes.length + 1));
            List<String> options = List.of("--json", "-v", "-q", "--port=8080");
            TypedLine typed = piped(cut, "-", options.get(i % options.size()));
            assertThat(typed.exitCode()).as("try %d: %s", i, typed.err()).isIn(0, 1, 2);
            assertThat(typed.err()).doesNotContain("mistake in the lab").doesNotContain("\tat ");
        }
    }

    @Test
    void anInterfaceThatTheCaptureDoesNotHaveIsNamedBesideThoseThatItHas() {
        TypedLine typed = read("hosts.pcapng", "-i", "eth7");
        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains("'eth7'").contains("client eth0").contains("server eth0");
    }

    private static TypedLine read(String... words) {
        String[] line = Stream.concat(
                        Stream.of("read", CAPTURES.resolve(words[0]).toString(), "--color", "never"),
                        Stream.concat(
                                Arrays.stream(words).skip(1),
                                Arrays.asList(words).contains("--lang") ? Stream.of() : Stream.of("--lang", "en")))
                .toArray(String[]::new);
        return TypedLine.of(line);
    }

    private static TypedLine piped(byte[] capture, String... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(capture));
        try {
            return TypedLine.of(
                    Stream.concat(Stream.of("read"), Arrays.stream(words)).toArray(String[]::new));
        } finally {
            System.setIn(before);
        }
    }

    private static Path written(Path folder) throws IOException {
        try (Stream<Path> runs = Files.list(folder)) {
            return runs.filter(run -> run.getFileName().toString().endsWith("-read"))
                    .findFirst()
                    .orElseThrow()
                    .resolve("run.pcapng");
        }
    }

    private static List<String> comments(Path capture, int frame) throws Exception {
        return tshark(capture, "-Y", "frame.number==" + frame, "-V").stream()
                .filter(line -> line.contains("tcp."))
                .toList();
    }

    private static List<String> tshark(Path capture, String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of("tshark", "-r", capture.toString()), Arrays.stream(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        List<String> lines = new String(
                        process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
        process.waitFor();
        return lines;
    }
}
