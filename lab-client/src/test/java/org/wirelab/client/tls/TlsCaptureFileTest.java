package org.wirelab.client.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wirelab.client.Lab;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;

/// `lab tls` in a network of its own, its `run.pcapng` as tshark reads it: nothing but this one file is given to it.
class TlsCaptureFileTest {

    private static final String DOCUMENTED = "TLS_RSA_WITH_AES_128_CBC_SHA256";
    private static final String EPHEMERAL = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";

    @Test
    void theFindingsOfTheDocumentedHandshakeStandOnTheFramesOfItsMessages() throws Exception {
        Tools.require("tshark");
        PrivateJvm.run(Documented.class);
    }

    @Test
    void anEphemeralSuiteIsExplainedOnTheFrameOfServerHello() throws Exception {
        Tools.require("tshark");
        PrivateJvm.run(Ephemeral.class);
    }

    static final class Documented implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            try (SavedCapture capture = SavedCapture.ofLabTls(DOCUMENTED)) {
                capture.assertCommented("tls.handshake.type == 1", "tls.1a confirmed", "tls.1b confirmed");
                capture.assertCommented("tls.handshake.type == 2", "tls.2a confirmed", "tls.2c confirmed");
                capture.assertCommented("tls.handshake.type == 11", "tls.2b confirmed");
                capture.assertCommented("tls.handshake.type == 16", "tls.3b confirmed");
                // the type of a Finished message can be read only by who opened its record
                capture.assertCommented("tls.handshake.type == 20", "tls.5 differs");
                assertThat(capture.fields("tls.handshake.type == 20", "tls.handshake.verify_data"))
                        .hasSize(2);
                assertThat(capture.fields("tls.app_data and data.data", "data.data"))
                        .isNotEmpty()
                        .allSatisfy(hex -> assertThat(hex).isEqualTo(hex(TlsOptions.GREETING)));
            }
        }
    }

    static final class Ephemeral implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            try (SavedCapture capture = SavedCapture.ofLabTls(EPHEMERAL)) {
                capture.assertCommented("tls.handshake.type == 2", "tls.3b differs", "tls.4c differs");
                capture.assertCommented("tls.handshake.type == 20", "tls.5 differs");
            }
        }
    }

    /// The capture file of one run of the command, in a folder that goes with it.
    private record SavedCapture(Path home, Path file) implements AutoCloseable {

        static SavedCapture ofLabTls(String suite) throws Exception {
            Path home = Files.createTempDirectory("wirelab-test");
            List<String> command = PrivateJvm.java(
                    Lab.class,
                    "tls",
                    "--suite",
                    suite,
                    "--lang",
                    "en",
                    "-o",
                    home.resolve("runs").toString());
            output(home, command);
            try (Stream<Path> files = Files.walk(home)) {
                Path file = files.filter(path -> path.endsWith("run.pcapng"))
                        .findFirst()
                        .orElseThrow();
                return new SavedCapture(home, file);
            }
        }

        /// Every frame that the filter shows bears these comments, and no other frame does.
        void assertCommented(String filter, String... beginnings) throws Exception {
            List<String> frames = fields(filter, "frame.number");
            assertThat(frames).as(filter).isNotEmpty();
            for (String beginning : beginnings) {
                assertThat(fields("frame.comment contains \"" + beginning + "\"", "frame.number"))
                        .as(beginning)
                        .isEqualTo(frames);
            }
        }

        List<String> fields(String filter, String field) throws Exception {
            List<String> command = List.of(
                    Tools.require("tshark").toString(),
                    "-r",
                    file.toString(),
                    "-d",
                    "tcp.port==7443,tls",
                    "-Y",
                    filter,
                    "-T",
                    "fields",
                    "-e",
                    field);
            return output(home, command).lines().toList();
        }

        @Override
        public void close() throws Exception {
            try (Stream<Path> files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }

        private static String output(Path home, List<String> command) throws Exception {
            Path errors = home.resolve("errors");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().put("XDG_CACHE_HOME", home.toString());
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(output + Files.readString(errors)).isZero();
            return output;
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }
}
