package org.wirelab.server.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wirelab.dns.RootHints;
import org.wirelab.testing.Tools;

/// The miniature Internet on its real addresses, as other people's tools see it.
@Timeout(60)
class RealToolsTest {

    private static Namespace namespace;

    @BeforeAll
    static void start() throws IOException {
        namespace = Namespace.start();
    }

    @AfterAll
    static void end() throws IOException {
        if (namespace != null) {
            namespace.close();
        }
    }

    @Test
    void digGetsTheRightAnswerFromEachServer() throws IOException {
        Tools.require("dig");
        for (Universe.Server server : Universe.builtIn().servers()) {
            if (!server.behaviour().flawless()) {
                continue;
            }
            for (var address : server.addresses()) {
                for (var zone : server.authority().zones()) {
                    String answer = dig("+norecurse +noall +comments +answer @" + address.getHostAddress() + " "
                            + zone.origin() + " SOA");
                    assertThat(answer)
                            .as(server.name() + " " + zone.origin())
                            .contains("NOERROR")
                            .contains("aa");
                    assertThat(answer).contains("SOA");
                }
                if (server.authority().zones().isEmpty()) {
                    assertThat(dig("+norecurse @" + address.getHostAddress() + " half.com"))
                            .contains("REFUSED");
                }
            }
        }
    }

    @Test
    void digTraceWalksFromARootServerToTheAnswer() throws IOException {
        Tools.require("dig");
        String trace = dig("+trace +nodnssec @" + Namespace.RESOLVER + " www.naver.com A");
        assertThat(trace)
                .contains("root-servers.net")
                .contains("a.gtld-servers.net.")
                .contains("naver.com.")
                .contains("203.0.113.10");
    }

    @Test
    void drillTracesWithItsOwnRootHints() throws IOException {
        Tools.require("drill");
        String trace = namespace.run("timeout 20 drill -T -r " + hints() + " www.cs.univ.ac.kr A");
        assertThat(trace).contains("203.0.113.42");
    }

    @Test
    void theResolverAnswersWithRecursionAvailable() throws IOException {
        Tools.require("dig");
        assertThat(dig("@" + Namespace.RESOLVER + " cafe.naver.com A"))
                .contains(" ra")
                .contains("CNAME")
                .contains("203.0.113.22");
        assertThat(dig("@" + Namespace.RESOLVER + " nobody.naver.com A")).contains("NXDOMAIN");
        assertThat(dig("@" + Namespace.RESOLVER + " www.shop.com A")).contains("203.0.113.32");
        assertThat(dig("@" + Namespace.RESOLVER + " www.six.kr AAAA")).contains("2001:db8:203::66");
        assertThat(dig("@" + Namespace.RESOLVER + " large.naver.com TXT")).contains("part 12");
        assertThat(dig("@" + Namespace.RESOLVER + " chicken.example.kr A")).contains("SERVFAIL");
    }

    @Test
    void unboundWithItsOwnHintsResolvesEveryKindOfName() throws IOException {
        // in /usr/sbin, which is not on every user's PATH
        Path unbound = Tools.require("unbound");
        String conf = Stream.of(
                        "server:",
                        "  interface: 127.0.0.2",
                        "  port: 5353",
                        "  username: \"\"",
                        "  chroot: \"\"",
                        "  directory: \"/tmp\"",
                        "  pidfile: \"\"",
                        "  use-syslog: no",
                        "  do-daemonize: no",
                        "  do-not-query-localhost: no",
                        "  module-config: \"iterator\"")
                .reduce("", (all, line) -> all + line + "\\n");
        namespace.run(
                "conf=$(mktemp) && printf '" + conf + "' >$conf && { " + unbound + " -d -c $conf >/dev/null 2>&1 & };"
                        + " unbound_pid=$!; for i in $(seq 100); do dig +short +tries=1 +time=1 @127.0.0.2 -p 5353 www.naver.com"
                        + " | grep -q 203 && break; sleep 0.1; done");
        try {
            assertThat(dig("+short @127.0.0.2 -p 5353 www.naver.com A")).contains("203.0.113.10");
            assertThat(dig("+short @127.0.0.2 -p 5353 cafe.naver.com A")).contains("203.0.113.22");
            assertThat(dig("+short @127.0.0.2 -p 5353 www.shop.com A")).contains("203.0.113.32");
            assertThat(dig("@127.0.0.2 -p 5353 nobody.naver.com A")).contains("NXDOMAIN");
        } finally {
            namespace.run("kill $unbound_pid; wait $unbound_pid; rm -f $conf");
        }
    }

    static Path hints() throws IOException {
        try (InputStream file = RootHints.class.getResourceAsStream("named.root")) {
            Path copy = Files.createTempFile("named", ".root");
            copy.toFile().deleteOnExit();
            return Files.write(copy, file.readAllBytes());
        }
    }

    private static String dig(String arguments) throws IOException {
        return namespace.run("dig +tries=2 +time=2 " + arguments);
    }
}
