package org.wirelab.client.tls.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wirelab.client.tls.TlsRun;
import org.wirelab.tls.CertificateSeen;
import org.wirelab.tls.ConnectionEnded;
import org.wirelab.tls.DerivedSecret;
import org.wirelab.tls.FinishedChecked;
import org.wirelab.tls.HandshakeMessage;
import org.wirelab.tls.SuiteChosen;
import org.wirelab.tls.TrustDecision;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;

/// What the lab must have seen of a cell, whoever the peer is.
final class Judgement {

    private final LabSide lab;
    private final Mode mode;

    Judgement(LabSide lab, Mode mode) {
        this.lab = lab;
        this.mode = mode;
    }

    /// Waits until the lab's side has ended, then holds all that it told against the mode.
    ///
    /// @param peersKeyLog the lines that the peer wrote, of this and of other connections
    /// @param complete whether it writes all the lines that there are
    void judge(List<String> peersKeyLog, boolean complete) {
        TlsRun run = lab.run;
        await().atMost(Program.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(told(ConnectionEnded.class))
                        .hasSizeGreaterThanOrEqualTo(mode.event().connections()));
        settled();
        assertThat(told(DerivedSecret.class))
                .filteredOn(secret -> secret.recomputed() != null)
                .hasSizeGreaterThanOrEqualTo(6)
                .allMatch(DerivedSecret::holds);
        assertThat(told(FinishedChecked.class))
                .hasSize(2 * mode.event().connections())
                .allMatch(FinishedChecked::verified);
        assertThat(run.verdicts())
                .isNotEmpty()
                .noneMatch(verdict -> verdict.endsWith("contradicted") || verdict.endsWith("missing"));
        assertSameKeyLog(peersKeyLog, complete);
        happened();
    }

    /// What the lab says was settled in the last connection.
    SuiteChosen chosen() {
        return told(SuiteChosen.class).getLast();
    }

    private void settled() {
        assertThat(told(SuiteChosen.class)).hasSize(mode.event().connections());
        SuiteChosen chosen = chosen();
        assertThat(chosen.version()).isEqualTo(mode.version().toString());
        if (mode.open()) {
            return;
        }
        assertThat(chosen.chosen()).isEqualTo(mode.suite());
        assertThat(chosen.resumed())
                .as("resumed")
                .isEqualTo(mode.event().connections() > 1 || mode.is(Event.EXTERNAL_KEY));
        if (mode.tls13()) {
            assertThat(chosen.group()).isEqualTo(mode.group());
            return;
        }
        assertThat(chosen.extendedMasterSecret()).as("extended master secret").isEqualTo(mode.extendedMasterSecret());
        assertThat(chosen.encryptThenMac()).as("encrypt-then-MAC").isEqualTo(mode.macAfterEncryption());
        if (!mode.group().isEmpty()) {
            HandshakeMessage exchange = message("ServerKeyExchange");
            assertThat(mode.keyExchange().startsWith("DHE") ? exchange.text("dh_p") : exchange.text("named_curve"))
                    .isEqualTo(mode.group());
        }
    }

    private void happened() {
        switch (mode.event()) {
            case CLIENT_CERTIFICATE -> {
                assertThat(told(CertificateSeen.class))
                        .anyMatch(seen -> seen.owner().equals("client"));
                if (lab.side == Side.SERVER) {
                    assertThat(told(TrustDecision.class)).allMatch(TrustDecision::verified);
                }
            }
            case HELLO_RETRY ->
                assertThat(message("HelloRetryRequest").text("key_share_group")).isEqualTo(mode.group());
            case EXTERNAL_KEY ->
                assertThat(told(HandshakeMessage.class)).noneMatch(message -> message.is("Certificate"));
            case TICKET -> message("NewSessionTicket");
            case KEY_UPDATE ->
                assertThat(told(DerivedSecret.class))
                        .extracting(DerivedSecret::name)
                        .contains("client_application_traffic_secret_1", "server_application_traffic_secret_1");
            case ALPN ->
                assertThat(message(mode.tls13() ? "EncryptedExtensions" : "ServerHello")
                                .list("alpn"))
                        .containsExactly(Mode.PROTOCOL);
            case SERVER_NAME -> {
                assertThat(message("ClientHello").text("server_name")).isEqualTo("localhost");
                assertThat(told(CertificateSeen.class).getFirst().names()).contains("DNS:localhost");
            }
            case STAPLED_STATUS ->
                assertThat(message(mode.tls13() ? "Certificate" : "CertificateStatus")
                                .text("ocsp_response"))
                        .startsWith("good");
            case NONE, AS_THEY_COME, DECLINED, SESSION_ID -> {}
        }
    }

    private HandshakeMessage message(String name) {
        assertThat(told(HandshakeMessage.class)).as(name).anyMatch(message -> message.is(name));
        return told(HandshakeMessage.class).stream()
                .filter(message -> message.is(name))
                .findFirst()
                .orElseThrow();
    }

    private <O extends Observation> List<O> told(Class<O> type) {
        return lab.run.told(lab.side, type);
    }

    /// The same lines, for the connections that the lab knows.
    private void assertSameKeyLog(List<String> peers, boolean complete) {
        Set<String> ours = Stream.concat(lab.run.keyLog().stream(), updated(lab.run.keyLog()))
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> !line.startsWith("rsa "))
                .collect(Collectors.toSet());
        Set<String> connections = ours.stream().map(Judgement::random).collect(Collectors.toSet());
        Set<String> theirs = peers.stream()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> !line.startsWith("#") && connections.contains(random(line)))
                .filter(line -> !ofEarlyData(line))
                .collect(Collectors.toSet());
        if (complete && theirs.stream().anyMatch(line -> line.contains("_traffic_secret_n "))) {
            assertThat(theirs).as("the peer's key log").isEqualTo(ours);
        } else if (complete) {
            assertThat(theirs).as("the peer's key log").isEqualTo(without(ours));
        } else {
            assertThat(ours).as("our key log").containsAll(theirs);
        }
    }

    private static Set<String> without(Set<String> lines) {
        return lines.stream()
                .filter(line -> !line.contains("_traffic_secret_n "))
                .collect(Collectors.toSet());
    }

    /// openssl has lines for the secrets that come after an update of the keys, which no other program reads.
    private Stream<String> updated(List<String> keyLog) {
        return told(DerivedSecret.class).stream()
                .filter(secret -> secret.name().endsWith("_application_traffic_secret_1"))
                .map(secret -> secret.name().substring(0, "client".length()) + "_TRAFFIC_SECRET_N "
                        + random(keyLog.getFirst()) + " " + secret.value());
    }

    /// gnutls derives the secrets of early data for every pre-shared key; the lab sends no early data.
    private static boolean ofEarlyData(String line) {
        return line.startsWith("client_early_traffic_secret") || line.startsWith("early_exporter_secret");
    }

    private static String random(String keyLogLine) {
        String[] words = keyLogLine.split(" ");
        return words.length == 3 ? words[1] : "";
    }
}
