package org.wirelab.server.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.testing.Tools;

/// The signed miniature Internet as other people's validators see it, with its own anchor: unbound, delv, drill.
@Timeout(120)
class ValidatorsTest {

    private static final String UNBOUND = "@127.0.0.2 -p 5353 ";

    @TempDir
    private static Path folder;

    private static Namespace namespace;

    @BeforeAll
    static void start() throws IOException {
        namespace = Namespace.start();
        Path unbound = Tools.require("unbound");
        Files.writeString(folder.resolve("anchor"), namespace.anchor() + "\n");
        String conf = Stream.of(
                        "server:",
                        "  interface: 127.0.0.2",
                        "  port: 5353",
                        "  username: \"\"",
                        "  chroot: \"\"",
                        "  directory: \"" + folder + "\"",
                        "  pidfile: \"\"",
                        "  use-syslog: no",
                        "  logfile: \"unbound.log\"",
                        "  val-log-level: 2",
                        "  do-daemonize: no",
                        "  do-not-query-localhost: no",
                        "  ede: yes",
                        "  trust-anchor-file: \"anchor\"",
                        "  module-config: \"validator iterator\"")
                .reduce("", (all, line) -> all + line + "\n");
        Path file = Files.writeString(folder.resolve("unbound.conf"), conf);
        namespace.run("{ " + unbound + " -d -c " + file + " >/dev/null 2>&1 & }; unbound_pid=$!;"
                + " for i in $(seq 100); do dig +short +tries=1 +time=1 " + UNBOUND + "www.naver.com"
                + " | grep -q 203 && break; sleep 0.1; done");
    }

    @AfterAll
    static void end() throws IOException {
        if (namespace != null) {
            namespace.run("kill $unbound_pid; wait $unbound_pid");
            namespace.close();
        }
    }

    @Test
    void unboundFindsTheChainWholeFromTheRootDown() throws IOException {
        assertThat(unbound("www.secure.example A")).contains("status: NOERROR", " ad;", "203.0.113.125");
        assertThat(unbound("www.naver.com AAAA")).contains("status: NOERROR", " ad;");
        assertThat(unbound("cafe.naver.com A")).contains("status: NOERROR", " ad;", "203.0.113.22");
        assertThat(unbound("any.thing.blog.naver.com A")).contains("status: NOERROR", " ad;", "203.0.113.12");
        assertThat(unbound("www.moved.example.kr A")).contains("status: NOERROR", " ad;", "DNAME");
        assertThat(unbound("large.naver.com TXT")).contains("status: NOERROR", " ad;", "part 12");
        assertThat(unbound("www.parent-child.example A")).contains("status: NOERROR", " ad;");
    }

    @Test
    void unboundBelievesEveryDenial() throws IOException {
        assertThat(unbound("nosuch.nxdomain.example A")).contains("status: NXDOMAIN", " ad;");
        assertThat(unbound("www.nodata.example AAAA")).contains("status: NOERROR", " ad;", "ANSWER: 0");
        assertThat(unbound("nobody.naver.com A")).contains("status: NXDOMAIN", " ad;");
        assertThat(unbound("nobody.hosting.net A")).contains("status: NXDOMAIN", " ad;");
        assertThat(unbound("rack.seoul.naver.com A")).contains("status: NOERROR", " ad;", "ANSWER: 0");
        assertThat(unbound("co.kr A")).contains("status: NOERROR", " ad;", "ANSWER: 0");
        assertThat(unbound("any.blog.naver.com AAAA")).contains("status: NOERROR", " ad;", "ANSWER: 0");
        assertThat(unbound("nowhere A")).contains("status: NXDOMAIN", " ad;");
        assertThat(unbound("insecure.example DS")).contains("status: NOERROR", " ad;", "ANSWER: 0");
    }

    @Test
    void unboundTakesTheUnsignedBranchAndDoesNotVouchForIt() throws IOException {
        assertThat(unbound("www.insecure.example A"))
                .contains("status: NOERROR", "203.0.113.126")
                .doesNotContain(" ad;");
        assertThat(unbound("www.cs.univ.ac.kr A"))
                .as("signed, below a zone that is not")
                .contains("status: NOERROR")
                .doesNotContain(" ad;");
    }

    @Test
    void unboundRefusesTheBogusAndTheExpired() throws IOException {
        assertThat(unbound("www.bogus-ds.example A")).contains("status: SERVFAIL", "EDE: 9 (DNSKEY Missing)");
        assertThat(unbound("www.expired-rrsig.example A")).contains("status: SERVFAIL", "EDE: 7 (Signature Expired)");
        assertThat(unbound("+cd www.expired-rrsig.example A")).contains("status: NOERROR", "203.0.113.128");
    }

    @Test
    void delvValidatesThroughAForwarder() throws IOException {
        Tools.require("delv");
        String[] ds = namespace.anchor().split("\\s+");
        Files.writeString(
                folder.resolve("delv.anchor"),
                "trust-anchors { . static-ds " + ds[4] + " " + ds[5] + " " + ds[6] + " \"" + ds[7] + "\"; };\n");
        assertThat(delv("www.secure.example A")).contains("; fully validated", "203.0.113.125");
        assertThat(delv("nosuch.nxdomain.example A")).contains("negative response, fully validated");
        assertThat(delv("www.insecure.example A")).contains("; unsigned answer");
        assertThat(delv("www.bogus-ds.example A")).contains("resolution failed").doesNotContain("; fully validated");
        assertThat(delv("www.expired-rrsig.example A"))
                .contains("resolution failed")
                .doesNotContain("; fully validated");
    }

    @Test
    void drillTracesAndChasesTheSignatures() throws IOException {
        Tools.require("drill");
        String trace = namespace.run(
                "timeout 20 drill -TD -r " + RealToolsTest.hints() + " -k " + folder + "/anchor www.secure.example A");
        assertThat(trace).contains("[T] www.secure.example.");
        String chase =
                namespace.run("timeout 20 drill -S -k " + folder + "/anchor @127.0.0.2 -p 5353 www.secure.example A");
        assertThat(chase).contains("Chase successful");
    }

    private static String unbound(String question) throws IOException {
        return namespace.run("dig +dnssec +tries=2 +time=5 " + UNBOUND + question);
    }

    private static String delv(String question) throws IOException {
        return namespace.run("delv -a " + folder + "/delv.anchor +root=. " + UNBOUND + "+cdflag " + question + " 2>&1");
    }
}
