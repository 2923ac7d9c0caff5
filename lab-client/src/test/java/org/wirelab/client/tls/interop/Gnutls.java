package org.wirelab.client.tls.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.wirelab.tls.SuiteChosen;

/// What the two sides of gnutls have in common: its priority strings, and how it describes a session.
final class Gnutls {

    private Gnutls() {}

    static String version() throws Exception {
        return "gnutls "
                + Ground.output("gnutls-cli", "--version")
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .replaceFirst(".* ", "");
    }

    static Optional<Why> withoutMlkem(Mode mode) throws Exception {
        return mode.group().contains("MLKEM")
                        && !Ground.output("gnutls-cli", "--list").contains("MLKEM768")
                ? Optional.of(Why.NO_MLKEM)
                : Optional.empty();
    }

    /// Everything off but this mode; empty for what gnutls comes with.
    ///
    /// @param moreGroups offered before the mode's own
    static Optional<String> priority(Mode mode, String... moreGroups) {
        if (mode.open()) {
            return mode.tls13() ? Optional.empty() : Optional.of("NORMAL:-VERS-ALL:+VERS-TLS1.2");
        }
        StringBuilder priority = new StringBuilder("NONE:+CTYPE-X.509:+SIGN-ALL:+COMP-NULL:+VERS-TLS")
                .append(mode.version().number())
                .append(":+")
                .append(cipher(mode.suite()))
                .append(":+")
                .append(mac(mode.suite()));
        if (!mode.tls13()) {
            priority.append(":+").append(mode.keyExchange().replace('_', '-'));
        } else if (mode.is(Event.EXTERNAL_KEY)) {
            priority.append(":+ECDHE-PSK");
        }
        for (String group : moreGroups) {
            priority.append(":+GROUP-").append(group.toUpperCase(Locale.ROOT));
        }
        if (!mode.group().isEmpty()) {
            priority.append(":+GROUP-").append(mode.group().toUpperCase(Locale.ROOT));
        }
        if (mode.is(Event.DECLINED)) {
            priority.append(":%NO_SESSION_HASH:%NO_ETM");
        }
        return Optional.of(priority.toString());
    }

    /// Holds what gnutls says of the session against the mode, and against the lab.
    static void assertSettled(String said, Mode mode, SuiteChosen labs) {
        String description = said.lines()
                .filter(line -> line.startsWith("- Description: "))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError(said));
        assertThat(description).contains("(TLS" + mode.version().number()).contains("(" + cipher(labs.chosen()) + ")");
        if (!mac(labs.chosen()).equals("AEAD")) {
            assertThat(description).endsWith("(" + mac(labs.chosen()) + ")");
        }
        // of a resumed session and of an external key it names no group
        if (mode.open() || mode.event().connections() > 1 || mode.is(Event.EXTERNAL_KEY)) {
            return;
        }
        if (mode.group().isEmpty()) {
            assertThat(description).contains("-(RSA)-");
        } else {
            assertThat(description).contains("DHE-" + mode.group().toUpperCase(Locale.ROOT) + ")");
        }
    }

    private static String cipher(String suite) {
        if (suite.contains("CHACHA20")) {
            return "CHACHA20-POLY1305";
        }
        String cipher = suite.substring(suite.indexOf("AES_"));
        return cipher.substring(0, cipher.lastIndexOf('_')).replace('_', '-');
    }

    private static String mac(String suite) {
        return !suite.contains("_CBC_")
                ? "AEAD"
                : suite.endsWith("_SHA") ? "SHA1" : suite.substring(suite.lastIndexOf('_') + 1);
    }
}
