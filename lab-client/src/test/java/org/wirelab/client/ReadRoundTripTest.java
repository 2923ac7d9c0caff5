package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;

/// Each mode of `lab tls`, captured, and its `run.pcapng` read by `lab read` alone: the findings of the capture are
/// those of the live run, and the data is what tshark decrypts.
class ReadRoundTripTest {

    private static final List<String> TLS12 = List.of(
            "--tls 1.2 --no-ems --no-etm",
            "--tls 1.2",
            "--suite TLS_RSA_WITH_AES_256_GCM_SHA384",
            "--suite TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "--suite TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "--suite TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
            "--tls 1.2 --resume",
            "--tls 1.2 --client-cert lab");

    private static final List<String> TLS13 = List.of(
            "--tls 1.3",
            "--tls 1.3 --suite TLS_CHACHA20_POLY1305_SHA256",
            "--tls 1.3 --suite TLS_AES_256_GCM_SHA384 --key-update",
            "--tls 1.3 --key-share none",
            "--tls 1.3 --resume",
            "--tls 1.3 --client-cert lab",
            "--tls 1.3 --psk 000102030405060708090a0b0c0d0e0f");

    @Test
    void whatACaptureOfTls12ShowsIsWhatTheRunFound() throws Exception {
        PrivateJvm.run(OfTls12.class);
    }

    @Test
    void whatACaptureOfTls13ShowsIsWhatTheRunFound() throws Exception {
        PrivateJvm.run(OfTls13.class);
    }

    static final class OfTls12 implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            new Modes().compare(TLS12);
        }
    }

    static final class OfTls13 implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            new Modes().compare(TLS13);
        }
    }

    private static final class Modes {
        void compare(List<String> modes) throws Exception {
            for (String mode : modes) {
                Path home = Files.createTempDirectory("wirelab-test");
                try {
                    compare(mode, home);
                } finally {
                    delete(home);
                }
            }
        }

        private static void compare(String mode, Path home) throws Exception {
            List<String> line = new ArrayList<>(List.of("tls", "--lang", "en", "-q", "-o", home.toString()));
            line.addAll(List.of(mode.split(" ")));
            TypedLine live = TypedLine.of(line.toArray(String[]::new));
            assertThat(live.exitCode())
                    .as(mode + "\n" + live.out() + live.err())
                    .isZero();
            Path capture = file(home, "run.pcapng");
            String saved = Files.readString(file(home, "trace.jsonl"));
            TypedLine read = TypedLine.of("read", capture.toString(), "--json", "--lang", "en");

            Map<String, String> expected = findings(saved);
            Map<String, String> found = findings(read.out());
            // what only the client knows, and what only those who made the secret know
            expected.replaceAll((step, verdict) -> step.endsWith("tls.3a") ? found.get(step) : verdict);
            expected.replaceAll((step, verdict) ->
                    step.endsWith("tls.4a") && found.get(step).equals("unobservable") ? "unobservable" : verdict);
            assertThat(found).as(mode).isEqualTo(expected);
            assertThat(found.entrySet().stream()
                            .filter(finding -> finding.getValue().equals("unobservable"))
                            .map(finding -> finding.getKey().replaceAll(".* ", "")))
                    .as(mode)
                    .isSubsetOf("tls.3a", "tls.4a");
            assertThat(read.out()).as(mode).doesNotContain("\"recomputed\":false", "\"agrees\":false");
            assertThat(data(read.out())).as(mode).isNotEmpty().isEqualTo(decryptedByTshark(capture, home));
        }

        /// Verdicts by conversation and step.
        private static Map<String, String> findings(String lines) {
            Map<String, String> findings = new TreeMap<>();
            Pattern finding = Pattern.compile("\"flow\":\"tls\",\"conversation\":\"([^\"#]*)(?:#\\d+)?\","
                    + "\"step\":\"([^\"]*)\",\"verdict\":\"([^\"]*)\"");
            for (Matcher each = finding.matcher(lines); each.find(); ) {
                findings.put(each.group(1) + " " + each.group(2), each.group(3));
            }
            return findings;
        }

        private static List<String> data(String lines) {
            List<String> data = new ArrayList<>();
            Pattern bytes = Pattern.compile("\"kind\":\"tls.application_data\".*?\"bytes\":\"([0-9a-f]*)\"");
            for (Matcher each = bytes.matcher(lines); each.find(); ) {
                data.add(each.group(1));
            }
            data.sort(Comparator.naturalOrder());
            return data;
        }

        /// What the decrypting dissector of Wireshark makes of the same file.
        private static List<String> decryptedByTshark(Path capture, Path home) throws Exception {
            ProcessBuilder builder = new ProcessBuilder(
                            Tools.require("tshark").toString(),
                            "-r",
                            capture.toString(),
                            "-o",
                            "tls.desegment_ssl_records:TRUE",
                            "-d",
                            "tcp.port==7443,tls",
                            "-Y",
                            "tls.app_data and data.data",
                            "-T",
                            "fields",
                            "-e",
                            "data.data")
                    .redirectError(home.resolve("errors").toFile());
            builder.environment().put("XDG_CACHE_HOME", home.toString());
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return output.lines()
                    .flatMap(line -> Stream.of(line.split(",")))
                    .sorted()
                    .toList();
        }

        private static Path file(Path home, String name) throws IOException {
            try (Stream<Path> files = Files.walk(home)) {
                return files.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
            }
        }

        private static void delete(Path home) throws IOException {
            try (Stream<Path> files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }
}
