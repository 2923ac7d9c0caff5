package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;

/// What docs/reference/dns-peers.md says of dig and drill is what they do: in the lab's own network, on the
/// zones of the scenarios.
@Timeout(180)
class DnsPeersTest {

    @Test
    void digTraceSaysWhatThePageSays() throws Exception {
        Tools.require("dig");
        PrivateJvm.run(Dig.class);
    }

    @Test
    void drillSaysWhatThePageSays() throws Exception {
        Tools.require("drill");
        PrivateJvm.run(Drill.class);
    }

    static final class Dig implements PrivateJvm.Body {
        @Override
        public void run() {
            List<String> said = said(
                    "dig +trace +nodnssec nosuch.nxdomain.example",
                    "dig +trace +nodnssec www.nodata.example AAAA",
                    "dig +trace +nodnssec www.cname-chain.example",
                    "dig +trace +nodnssec www.bogus-ds.example",
                    "dig +trace +nodnssec www.all-lame.example");
            assertThat(said.get(0)).contains("SOA").doesNotContain("NXDOMAIN").endsWith("rc=0");
            assertThat(said.get(1)).doesNotContain("NOERROR", "NODATA").endsWith("rc=0");
            assertThat(said.get(2))
                    .contains("CNAME")
                    .doesNotContain("203.0.113.103")
                    .endsWith("rc=0");
            assertThat(said.get(3)).contains("203.0.113.127").endsWith("rc=0");
            assertThat(said.get(4))
                    .contains("couldn't get address for 'ns1.all-lame.example'")
                    .doesNotContain("REFUSED");
        }
    }

    static final class Drill implements PrivateJvm.Body {
        @Override
        public void run() {
            // two of the root servers that drill knows by itself have had other addresses for years, and it begins at
            // any of them
            String rooted = "drill -T -r " + hints() + " ";
            List<String> said = said(rooted + "www.forged-id.example A", rooted + "www.forged-question.example A");
            assertThat(said.get(0)).contains("192.0.2.66").doesNotContain("203.0.113.119");
            assertThat(said.get(1)).contains("192.0.2.66").doesNotContain("203.0.113.120");
        }
    }

    private static Path hints() {
        try {
            return Files.writeString(
                    Files.createTempFile("root", ".hints"),
                    ". 3600 IN NS a.root-servers.net.\na.root-servers.net. 3600 IN A 198.41.0.4\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What each command prints, and `rc=` with what it exits with, in the same miniature Internet.
    private static List<String> said(String... commands) {
        String next = "--- next ---";
        StringBuilder script = new StringBuilder();
        for (String command : commands) {
            script.append("timeout 30 ")
                    .append(command)
                    .append(" 2>&1; echo rc=$?; echo '")
                    .append(next)
                    .append("'; ");
        }
        PrintStream usual = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(LabCommand.run("dns", "--offline", "--run", script.toString()))
                    .isZero();
        } finally {
            System.setOut(usual);
        }
        List<String> all = new ArrayList<>();
        for (String one : out.toString(StandardCharsets.UTF_8).split(next)) {
            all.add(one.strip());
        }
        return all;
    }
}
