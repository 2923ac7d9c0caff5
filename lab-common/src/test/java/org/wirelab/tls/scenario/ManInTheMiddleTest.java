package org.wirelab.tls.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.scenario.ManInTheMiddle.Action;

/// Scripts of octets that arrive, and what goes on to either end.
class ManInTheMiddleTest {

    private static final Bytes DATA = Bytes.parse("1703030004aabbccdd");
    private static final Bytes MORE = Bytes.parse("1703030002eeff");
    private static final Bytes ALERT = Bytes.parse("15030300020100");

    /// TLS 1.2, an empty session id, two suites and the signalling value, no compression, supported_versions
    /// with 1.3 and 1.2, and an extension after it.
    private static final Bytes HELLO = hello("0303" + "11".repeat(32) + "00" + "0006003d002f00ff" + "0100" + "000d"
            + "002b0005040304" + "0303" + "00170000");

    @Test
    void whatComesInPiecesGoesOnInRecords() {
        ManInTheMiddle man = new ManInTheMiddle(Script.PASS);
        assertThat(man.arrived(Role.SERVER, DATA.slice(0, 7))).isEmpty();
        assertThat(forwarded(man.arrived(Role.SERVER, DATA.slice(7, 9).plus(MORE))))
                .containsExactly(DATA, MORE);
    }

    @Test
    void octetsThatAreNoTlsPassAsTheyAre() {
        ManInTheMiddle man = new ManInTheMiddle(Scripts.flipBit(Role.SERVER));
        Bytes ssh = Bytes.parse("5353482d322e30ffffff");
        assertThat(forwarded(man.arrived(Role.SERVER, ssh))).containsExactly(ssh);
    }

    @Test
    void oneBitIsFlippedAndToldInOneDirectionOnce() {
        ManInTheMiddle man = new ManInTheMiddle(Scripts.flipBit(Role.SERVER));
        assertThat(forwarded(man.arrived(Role.CLIENT, DATA))).containsExactly(DATA);
        List<Action> actions = man.arrived(Role.SERVER, DATA);
        assertThat(actions.getFirst()).isInstanceOf(Action.Tell.class);
        assertThat(forwarded(actions)).containsExactly(Bytes.parse("1703030004aabbcddd"));
        assertThat(forwarded(man.arrived(Role.SERVER, DATA))).containsExactly(DATA);
    }

    @Test
    void aReplayIsToldBeforeItIsDone() {
        List<Action> actions = new ManInTheMiddle(Scripts.replay(Role.CLIENT)).arrived(Role.CLIENT, DATA);
        assertThat(actions.getFirst()).isInstanceOf(Action.Tell.class);
        assertThat(forwarded(actions)).containsExactly(DATA, DATA);
    }

    @Test
    void aCutKeepsTheSecondRecordBackAndEndsTheStreamAtTheThird() {
        ManInTheMiddle man = new ManInTheMiddle(Scripts.cut(Role.CLIENT));
        assertThat(forwarded(man.arrived(Role.CLIENT, DATA))).containsExactly(DATA);
        assertThat(forwarded(man.arrived(Role.CLIENT, MORE))).isEmpty();
        List<Action> last = man.arrived(Role.CLIENT, ALERT);
        assertThat(last.getLast()).isEqualTo(new Action.End(Role.CLIENT));
        assertThat(man.ended(Role.CLIENT)).as("the stream is over already").isEmpty();
        assertThat(told(man.arrived(Role.CLIENT, DATA)))
                .as("what still comes is told")
                .singleElement()
                .isInstanceOf(Interference.Dropped.class);
    }

    @Test
    void theStrongerSuitesAreTakenOutAndTheLengthsAreRightAgain() {
        List<Action> actions = new ManInTheMiddle(Scripts.stripSuites()).arrived(Role.SERVER, HELLO);
        WireRecord changed =
                new WireRecord(Role.SERVER, 1, false, forwarded(actions).getFirst());
        Hello hello = Hello.ofClient(changed.messages().getFirst().body());
        assertThat(hello.suites()).isEqualTo(Bytes.parse("002f00ff"));
        assertThat(hello.extensions()).hasSize(2);
        assertThat(told(actions))
                .singleElement()
                .extracting("what", "before", "after")
                .isEqualTo(tuple(
                                "cipher_suites",
                                "TLS_RSA_WITH_AES_256_CBC_SHA256 TLS_RSA_WITH_AES_128_CBC_SHA",
                                "TLS_RSA_WITH_AES_128_CBC_SHA")
                        .toList());
    }

    @Test
    void supportedVersionsIsTakenOutAndWhatIsBehindItStays() {
        List<Action> actions = new ManInTheMiddle(Scripts.stripVersions()).arrived(Role.SERVER, HELLO);
        WireRecord changed =
                new WireRecord(Role.SERVER, 1, false, forwarded(actions).getFirst());
        assertThat(Hello.ofClient(changed.messages().getFirst().body()).extensions())
                .containsExactly(Bytes.parse("00170000"));
    }

    @Test
    void anotherSuiteIsNamedInServerHello() {
        Bytes server = message(2, Bytes.parse("0303" + "22".repeat(32) + "00" + "003d" + "00"));
        CipherSuite other = CipherSuite.named("TLS_RSA_WITH_AES_128_CBC_SHA").orElseThrow();
        List<Action> actions = new ManInTheMiddle(Scripts.replaceSuite(other)).arrived(Role.CLIENT, server);
        assertThat(forwarded(actions))
                .containsExactly(message(2, Bytes.parse("0303" + "22".repeat(32) + "00" + "002f" + "00")));
    }

    @Test
    void whatIsSealedIsNoHandshakeMessageForHim() {
        ManInTheMiddle man = new ManInTheMiddle(Scripts.stripSuites());
        man.arrived(Role.SERVER, Bytes.parse("140303000101"));
        assertThat(forwarded(man.arrived(Role.SERVER, HELLO))).containsExactly(HELLO);
    }

    private static Bytes hello(String body) {
        return message(1, Bytes.parse(body));
    }

    private static Bytes message(int type, Bytes body) {
        Bytes message = WireRecord.Message.of(type, body);
        return Bytes.parse("160303").plus(Hello.number(message.length())).plus(message);
    }

    private static List<Bytes> forwarded(List<Action> actions) {
        List<Bytes> octets = new ArrayList<>();
        for (Action action : actions) {
            if (action instanceof Action.Forward(Role _, Bytes bytes)) {
                octets.add(bytes);
            }
        }
        return octets;
    }

    private static List<Interference> told(List<Action> actions) {
        List<Interference> deeds = new ArrayList<>();
        for (Action action : actions) {
            if (action instanceof Action.Tell(Interference deed)) {
                deeds.add(deed);
            }
        }
        return deeds;
    }
}
