package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.capture.AfPacketCapture;
import org.wirelab.capture.PacketCapture;
import org.wirelab.capture.PrivateNetwork;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Verdict;
import org.wirelab.run.ExitCode;
import org.wirelab.run.RunFolder;
import org.wirelab.run.Summary;
import org.wirelab.run.Wording;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Frame;
import org.wirelab.trace.Observation;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Secret;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.LinkType;
import org.wirelab.wire.Octets;

class PcapngFileTest {
    private static final Conversation CONVERSATION = new Conversation("a-b");

    @TempDir
    Path parent = Path.of("");

    record Seen(int frame) implements Frame {}

    record KeyLog(List<String> keyLogLines) implements Secret {}

    @Test
    void eachFindingIsAKoreanCommentOnTheFramesThatProveIt() throws Exception {
        Tools.require("tshark");
        RunFolder folder = RunFolder.create(parent, Instant.EPOCH, "test");
        FrameSpool spool = new FrameSpool(folder);
        PcapngFile file = new PcapngFile(folder, spool, new Wording(Texts.in(Language.KO)));
        assertThat(spool.add(frame())).isEqualTo(1);
        assertThat(spool.add(frame())).isEqualTo(2);
        assertThat(spool.add(frame())).isEqualTo(3);
        file.entry(entry(10, new Seen(1)));
        file.entry(entry(11, new Seen(0)));
        file.entry(entry(12, new Seen(3)));
        file.entry(entry(13, new VantageObservation.Closed("lo", 4)));
        end(file, finding("tcp.open.1", 10, 11), finding("tcp.open.2", 10, 12));

        Path written = folder.path().resolve("run.pcapng");
        List<String> comments = tshark(written, "-T", "fields", "-e", "frame.number", "-e", "frame.comment");
        assertThat(comments.get(0))
                .startsWith("1\t✓ tcp.open.1 확인됨: 클라이언트가")
                .contains("SYN(c)", "[c = 1]", "✓ tcp.open.2");
        assertThat(comments.get(1)).isEqualTo("2\t");
        assertThat(comments.get(2)).startsWith("3\t✓ tcp.open.2 확인됨");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(folder.path())) {
            assertThat(left).containsExactly(written);
        }
        assertThat(spool.add(frame())).isZero();
    }

    @Test
    void tsharkShowsTheNamesThatTheRunKnew() throws Exception {
        Tools.require("tshark");
        RunFolder folder = RunFolder.create(parent, Instant.EPOCH, "test");
        FrameSpool spool = new FrameSpool(folder);
        PcapngFile file = new PcapngFile(folder, spool, new Wording(Texts.in(Language.EN)));
        String udp = "0035003500080000";
        String ipv4 = "4500001c00000000401100 00 c0000201 c6290004".replace(" ", "");
        String ipv6 =
                "6000000000081140 20010db8000000000000000000000001 20010db8000000000000000000000002".replace(" ", "");
        for (String packet : List.of(ipv4 + udp, ipv6 + udp)) {
            byte[] bytes = HexFormat.of().parseHex(packet);
            spool.add(new CapturedFrame(1, "lo", LinkType.RAW, bytes.length, Octets.of(bytes)));
        }
        file.entry(entry(1, new RunObservation.Named("198.41.0.4", "a.root-servers.net")));
        file.entry(entry(2, new RunObservation.Named("2001:db8::2", "server.example")));
        end(file);

        Path written = folder.path().resolve("run.pcapng");
        assertThat(tshark(written, "-N", "n", "-T", "fields", "-e", "ip.dst_host", "-e", "ipv6.dst_host"))
                .containsExactly("a.root-servers.net\t", "\tserver.example");
    }

    @Test
    void theSpoolHasNoNameThatCouldStayBehind() throws Exception {
        RunFolder folder = RunFolder.create(parent, Instant.EPOCH, "test");
        try (FrameSpool spool = new FrameSpool(folder)) {
            spool.add(frame());
            assertThat(folder.path()).isEmptyDirectory();
            List<CapturedFrame> frames = new ArrayList<>();
            spool.forEach(frames::add);
            spool.add(frame());
            spool.forEach(frames::add);
            assertThat(frames).containsExactly(frame(), frame(), frame());
        }
    }

    @Test
    void aRunWithoutFramesHasNoCaptureFile() throws Exception {
        RunFolder folder = RunFolder.create(parent, Instant.EPOCH, "test");
        PcapngFile file = new PcapngFile(folder, new FrameSpool(folder), new Wording(Texts.in(Language.EN)));
        end(file);
        assertThat(folder.path()).isEmptyDirectory();
    }

    @Test
    void tsharkDecryptsOpensslsTrafficFromTheOneFile() throws Exception {
        Tools.require("openssl");
        Tools.require("tshark");
        PrivateJvm.run(Decrypted.class);
    }

    static final class Decrypted implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            PrivateNetwork.setUp();
            Path folder = Files.createTempDirectory("wirelab-test");
            try {
                decrypt(folder);
            } finally {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.sorted(Comparator.reverseOrder())
                            .forEach(path -> path.toFile().delete());
                }
            }
        }

        private static void decrypt(Path parent) throws Exception {
            RunFolder folder = RunFolder.create(parent, Instant.EPOCH, "tls");
            FrameSpool spool = new FrameSpool(folder);
            PcapngFile file = new PcapngFile(folder, spool, new Wording(Texts.in(Language.EN)));
            PacketCapture capture = new AfPacketCapture(PrivateNetwork.INTERFACE);
            capture.start(frame -> file.entry(entry(1, new Seen(spool.add(frame)))));
            List<String> keyLog = handshake(parent);
            capture.stop();
            file.entry(entry(2, new KeyLog(keyLog)));
            end(file);

            Path written = folder.path().resolve("run.pcapng");
            String port = "tcp.port==7443,tls";
            assertThat(tshark(written, "-d", port, "-T", "fields", "-e", "http.request.method", "-Y", "http.request"))
                    .containsExactly("GET");
            assertThat(tshark(
                            written,
                            "-d",
                            port,
                            "-Y",
                            "tls.handshake.verify_data",
                            "-T",
                            "fields",
                            "-e",
                            "tls.handshake.verify_data"))
                    .hasSize(2);
            assertThat(output("capinfos", "-c", written.toString()).getLast()).endsWith("" + spool.count());
        }

        /// Openssl with openssl, as the notes have it: the lines of the key log.
        private static List<String> handshake(Path folder) throws Exception {
            output(
                    "openssl",
                    "req",
                    "-x509",
                    "-newkey",
                    "rsa:2048",
                    "-nodes",
                    "-subj",
                    "/CN=lab",
                    "-days",
                    "1",
                    "-keyout",
                    folder + "/key.pem",
                    "-out",
                    folder + "/certificate.pem");
            Process server = start(
                    "openssl",
                    "s_server",
                    "-accept",
                    "127.0.0.1:7443",
                    "-www",
                    "-naccept",
                    "1",
                    "-tls1_2",
                    "-cipher",
                    "AES128-SHA256",
                    "-key",
                    folder + "/key.pem",
                    "-cert",
                    folder + "/certificate.pem");
            try (BufferedReader words =
                    new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = words.readLine(); !"ACCEPT".equals(line); line = words.readLine()) {
                    assertThat(line).isNotNull();
                }
                Process client = start(
                        "openssl", "s_client", "-connect", "127.0.0.1:7443", "-quiet", "-keylogfile", folder + "/keys");
                try (OutputStream request = client.getOutputStream()) {
                    request.write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    request.flush();
                    client.getInputStream().readAllBytes();
                }
                client.waitFor();
            } finally {
                server.destroy();
            }
            return Files.readAllLines(folder.resolve("keys")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static CapturedFrame frame() {
        return new CapturedFrame(1_793_000_000_000_000_000L, "lo", LinkType.ETHERNET, 14, Octets.of(new byte[14]));
    }

    private static Entry entry(long number, Observation observation) {
        Vantage vantage = new Vantage(Source.CAPTURE, Side.LINK);
        return new Entry(number, 0, TimeSource.CAPTURE, vantage, CONVERSATION, observation);
    }

    private static Finding finding(String step, long first, long second) {
        List<Long> evidence = List.of(first, second);
        return new Finding("tcp.open", CONVERSATION, step, new Verdict.Confirmed(), evidence, Map.of("c", "1"));
    }

    private static void end(PcapngFile file, Finding... findings) {
        file.concluded(List.of(findings));
        file.ended(Summary.of(List.of(findings), ExitCode.OK));
    }

    private static List<String> tshark(Path file, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString()));
        command.addAll(List.of(arguments));
        return output(command.toArray(String[]::new));
    }

    private static Process start(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    private static List<String> output(String... command) throws Exception {
        Process process = start(command);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return output.lines().toList();
    }
}
