package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wirelab.run.RunFolder;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;

/// `lab dns` in a network of its own, and tshark as the judge of the file that it leaves.
@Timeout(120)
class DnsOnTheWireTest {

    @Test
    void theFindingsStandOnThePacketsThatProveThem() throws Exception {
        Tools.require("tshark");
        PrivateJvm.run(Datagrams.class);
    }

    @Test
    void aMessageOfAStreamIsProvedByTheSegmentThatMadeItWhole() throws Exception {
        Tools.require("tshark");
        PrivateJvm.run(Segments.class);
    }

    @Test
    void withoutACaptureItLooksUpAsEver() throws Exception {
        PrivateJvm.run(Unwatched.class);
    }

    static final class Datagrams implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            Saved run = Saved.of("dns", "www.naver.com", "--offline");
            int resolver = run.id("dns.query", "\"purpose\":\"resolver\"");
            int referral = run.id("dns.response", "\"zone\":\".\".*\"classification\":\"referral\"");
            int answer = run.id("dns.response", "\"zone\":\"naver.com.\".*\"classification\":\"answer\"");

            assertThat(run.commented("dns.3")).containsExactly(new Packet(resolver, false));
            assertThat(run.commented("dns.4")).containsExactly(new Packet(referral, true));
            assertThat(run.commented("dns.6")).containsExactly(new Packet(answer, true));
            assertThat(run.commented("dns.7"))
                    .hasSize(4)
                    .contains(new Packet(referral, false), new Packet(answer, false));
            // the resolver walks the same way before the lookup does
            assertThat(run.packets()).hasSizeGreaterThan(run.all("dns.packet").size());
        }
    }

    static final class Segments implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            Saved run = Saved.of("dns", "large.naver.com", "TXT", "--offline");
            int answer = run.id(
                    "dns.response", "\"zone\":\"naver.com.\".*\"transport\":\"tcp\".*\"classification\":\"answer\"");

            assertThat(run.commented("dns.6")).containsExactly(new Packet(answer, true));
            assertThat(run.all("dns.packet").stream().filter(line -> line.contains("\"transport\":\"tcp\"")))
                    .hasSize(run.all("dns.(query|response)").stream()
                            .filter(line -> line.contains("\"transport\":\"tcp\""))
                            .toList()
                            .size());
            assertThat(run.tshark("tcp.flags.syn == 1 and tcp.flags.ack == 0", "frame.number"))
                    .isNotEmpty();
        }
    }

    static final class Unwatched implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            Saved run = Saved.of("dns", "www.naver.com", "--offline", "--capture", "off");
            assertThat(run.all("dns.packet")).isEmpty();
            assertThat(run.folder().resolve(RunFolder.CAPTURE)).doesNotExist();
        }
    }

    /// A DNS message as tshark shows it.
    private record Packet(int id, boolean response) {}

    /// A run that has been saved.
    private record Saved(Path folder) {

        static Saved of(String... command) throws IOException {
            Path place = Files.createTempDirectory("lab-dns");
            String[] line = Stream.concat(Stream.of(command), Stream.of("-q", "-o", place.toString()))
                    .toArray(String[]::new);
            assertThat(LabCommand.run(line)).isZero();
            try (Stream<Path> runs = Files.list(place)) {
                return new Saved(runs.findFirst().orElseThrow());
            }
        }

        /// The lines of this kind in the trace.
        List<String> all(String kind) throws IOException {
            Pattern wanted = Pattern.compile("\"kind\":\"" + kind + "\"");
            return Files.readAllLines(folder.resolve(RunFolder.TRACE)).stream()
                    .filter(line -> wanted.matcher(line).find())
                    .toList();
        }

        /// The transaction id of the last message of this kind with these fields.
        int id(String kind, String fields) throws IOException {
            Pattern wanted = Pattern.compile(fields);
            Optional<String> last = all(kind).stream()
                    .filter(line -> wanted.matcher(line).find())
                    .reduce((_, later) -> later);
            Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(last.orElseThrow());
            assertThat(id.find()).isTrue();
            return Integer.parseInt(id.group(1));
        }

        List<Packet> packets() throws Exception {
            return messages("dns");
        }

        /// The messages whose frames say that this sentence has been judged by them.
        List<Packet> commented(String step) throws Exception {
            return messages("dns and frame.comment contains \"" + step + " \"");
        }

        private List<Packet> messages(String filter) throws Exception {
            return tshark(filter, "dns.id", "dns.flags.response").stream()
                    .map(line -> line.split("\t"))
                    .map(fields -> new Packet(Integer.decode(fields[0]), fields[1].matches("1|True")))
                    .toList();
        }

        List<String> tshark(String filter, String... fields) throws Exception {
            String[] options =
                    Stream.of(fields).flatMap(field -> Stream.of("-e", field)).toArray(String[]::new);
            Path answer = Files.createTempFile("tshark", ".txt");
            List<String> command = Stream.concat(
                            Stream.of(
                                    Tools.require("tshark").toString(),
                                    "-r",
                                    folder.resolve(RunFolder.CAPTURE).toString(),
                                    "-Y",
                                    filter,
                                    "-T",
                                    "fields"),
                            Stream.of(options))
                    .toList();
            Process process = new ProcessBuilder(command)
                    .redirectOutput(answer.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return Files.readAllLines(answer, StandardCharsets.UTF_8);
        }
    }
}
