package org.wirelab.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.testing.Tools;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;

class CaptureProbeTest {
    private static final List<CaptureProgram> NOT_INSTALLED = List.of();

    @Test
    void inThePrivateNetworkThisProcessCapturesItselfWithNoToolInstalled() {
        CaptureChoice choice = CaptureProbe.decide(CaptureProbe.Wish.AUTO, "lo", "", true, NOT_INSTALLED);

        assertThat(choice.method()).isEqualTo(new CaptureChoice.Method.AfPacket());
        assertThat(choice.reason().toString())
                .isEqualTo("AF_PACKET on lo of the lab's own network (for Wireshark: --network host)");
        assertThat(choice.open("")).containsInstanceOf(AfPacketCapture.class);
    }

    @Test
    void whereNoProgramIsInstalledNothingIsCapturedAndTheReasonNamesThem() {
        CaptureChoice choice = CaptureProbe.decide(CaptureProbe.Wish.AUTO, "lo", "", false, NOT_INSTALLED);

        assertThat(choice.watches()).isFalse();
        assertThat(choice.open("")).isEmpty();
        assertThat(choice.reason().in(Texts.in(Language.KO))).endsWith("tcpdump, dumpcap");
    }

    @Test
    void theProgramThatIsAskedForIsNotReplacedByAnother() {
        List<CaptureProgram> installed = List.of(new Tcpdump(Path.of("/bin/false")));

        CaptureChoice choice = CaptureProbe.decide(CaptureProbe.Wish.DUMPCAP, "lo", "", false, installed);

        assertThat(choice.reason()).isEqualTo(new CaptureReason(CaptureReason.Why.PROGRAM_MISSING, "dumpcap"));
    }

    @Test
    void whereNeitherMayTheFirstOnesObjectionIsTold() {
        List<CaptureProgram> installed =
                List.of(new Tcpdump(Path.of("/bin/false")), new Dumpcap(Path.of("/bin/false")));

        CaptureChoice choice = CaptureProbe.decide(CaptureProbe.Wish.AUTO, "lo", "", false, installed);

        assertThat(choice.reason().toString()).isEqualTo("no capture: tcpdump: it ended without a word");
    }

    @Test
    void whatIsTurnedOffIsOffAlsoInThePrivateNetwork() {
        CaptureChoice choice = CaptureProbe.decide(CaptureProbe.Wish.OFF, "lo", "", true, NOT_INSTALLED);

        assertThat(choice.reason().why()).isEqualTo(CaptureReason.Why.TURNED_OFF);
        assertThat(choice.watches()).isFalse();
    }

    @Test
    void tcpdumpIsAskedBeforeItIsChosen() {
        Path tcpdump = Tools.require("tcpdump");
        CaptureChoice choice =
                CaptureProbe.decide(CaptureProbe.Wish.TCPDUMP, "nix0", "", false, List.of(new Tcpdump(tcpdump)));

        assertThat(choice.watches()).isFalse();
        assertThat(choice.reason().why()).isIn(CaptureReason.Why.NO_SUCH_INTERFACE, CaptureReason.Why.NOT_PERMITTED);
    }

    @Test
    void everyReasonHasItsTextInEveryLanguage() {
        for (CaptureReason.Why why : CaptureReason.Why.values()) {
            for (Language language : Language.values()) {
                assertThat(new CaptureReason(why, "lo").in(Texts.in(language))).isNotBlank();
            }
        }
    }
}
