package org.wirelab.dns.zone.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.dns.zone.ZoneFile;
import org.wirelab.testing.Tools;

/// A whole signed zone as a file, judged by ldns-verify-zone.
@Timeout(60)
class SignedZoneFileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ldnsFindsEverySignatureAndTheWholeChainOfDenials(boolean hashed) throws Exception {
        assertThat(verdict(Signed.zone("example.com.", Signed.EVERYTHING, hashed)))
                .contains("Zone is verified and complete");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ldnsMissesASignatureThatIsTakenAway(boolean hashed) throws Exception {
        String whole = ZoneFile.text(
                Signed.zone("example.com.", Signed.EVERYTHING, hashed).everything());
        String without = whole.lines()
                .filter(line -> !(line.contains("RRSIG\tTXT") && line.startsWith("www")))
                .reduce("", (all, line) -> all + line + "\n");
        assertThat(without).isNotEqualTo(whole);
        assertThat(judged(without)).doesNotContain("verified and complete");
    }

    private String verdict(SignedZone zone) throws Exception {
        return judged(ZoneFile.text(zone.everything()));
    }

    private String judged(String text) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("zone"), text);
        Process process = new ProcessBuilder(
                        Tools.require("ldns-verify-zone").toString(),
                        "-V",
                        "3",
                        "-t",
                        "20261129120000",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), "UTF-8");
        process.waitFor(20, TimeUnit.SECONDS);
        return said;
    }
}
