package org.wirelab.client.tls.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.wirelab.tls.GroupNames;
import org.wirelab.tls.SuiteChosen;

/// What the two sides of openssl have in common: names of suites and groups, and how its trace is read.
final class Openssl {

    private static final Pattern GROUP = Pattern.compile("(?:NamedGroup|named_curve): .*\\((\\d+)\\)");
    private static final Pattern VERSION = Pattern.compile("(?i)openssl[ /](\\d+)\\.(\\d+)");

    private Openssl() {}

    static String version() throws Exception {
        return "openssl " + Ground.output("openssl", "version").split(" ")[1];
    }

    /// ML-KEM came with openssl 3.5.
    static Optional<Why> withoutMlkem(Mode mode, String version) {
        MatchResult found = VERSION.matcher(version).results().findFirst().orElseThrow();
        int number = 100 * Integer.parseInt(found.group(1)) + Integer.parseInt(found.group(2));
        return mode.group().contains("MLKEM") && number < 305 ? Optional.of(Why.NO_MLKEM) : Optional.empty();
    }

    /// A suite of TLS 1.2 by openssl's name: `ECDHE-RSA-AES128-SHA256`.
    static String suite(String registered) {
        return registered
                .replace("TLS_RSA_WITH_", "")
                .replace("TLS_", "")
                .replace("_WITH_", "_")
                .replace("CHACHA20_POLY1305_SHA256", "CHACHA20_POLY1305")
                .replace("_CBC", "")
                .replaceAll("AES_(\\d+)", "AES$1")
                .replace('_', '-');
    }

    static String group(String name) {
        return switch (name) {
            case "x25519" -> "X25519";
            case "secp256r1" -> "P-256";
            case "secp384r1" -> "P-384";
            default -> name;
        };
    }

    /// The options that have it speak this mode and no other.
    static void restrict(List<String> command, Mode mode, String groups) {
        if (mode.open()) {
            if (!mode.tls13()) {
                command.add("-tls1_2");
            }
            return;
        }
        if (mode.tls13()) {
            command.addAll(List.of("-tls1_3", "-ciphersuites", mode.suite()));
        } else {
            command.addAll(List.of("-tls1_2", "-cipher", suite(mode.suite())));
        }
        if (!groups.isEmpty()) {
            command.addAll(List.of("-groups", groups));
        }
    }

    /// Holds what openssl's own trace of the messages says was settled against the mode, and against the lab.
    static void assertSettled(Path trace, Mode mode, SuiteChosen labs) throws Exception {
        String messages = Files.readString(trace);
        String hello = messages.substring(messages.lastIndexOf("ServerHello, Length"));
        assertThat(hello).contains("} " + labs.chosen());
        if (mode.open()) {
            return;
        }
        hello = hello.split("Record\n", 2)[0];
        if (!mode.tls13()) {
            assertThat(hello.contains("extended_master_secret")).isEqualTo(mode.extendedMasterSecret());
            assertThat(hello.contains("encrypt_then_mac")).isEqualTo(mode.macAfterEncryption());
        }
        if (mode.group().isEmpty() || mode.keyExchange().startsWith("DHE") || mode.is(Event.SESSION_ID)) {
            return;
        }
        String place = mode.tls13() ? hello : messages.substring(messages.indexOf("ServerKeyExchange, Length"));
        assertThat(GROUP.matcher(place).results().findFirst().map(found -> Integer.valueOf(found.group(1))))
                .as("the group in openssl's trace")
                .isEqualTo(GroupNames.idOf(mode.group()));
    }

    /// What a program that uses openssl's library finds in its environment.
    static Map<String, String> environment(Ground ground, Mode mode) throws Exception {
        if (!mode.is(Event.DECLINED)) {
            return Map.of();
        }
        Path configuration = ground.fresh(".cnf");
        Files.writeString(configuration, """
                openssl_conf = all
                [all]
                ssl_conf = tls
                [tls]
                system_default = defaults
                [defaults]
                Options = -ExtendedMasterSecret,-EncryptThenMac
                """);
        return Map.of("OPENSSL_CONF", configuration.toString());
    }

    static List<String> lines(Path keyLog) throws Exception {
        return Files.exists(keyLog) ? Files.readAllLines(keyLog) : List.of();
    }
}
