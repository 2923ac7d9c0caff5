package org.wirelab.client.dns.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wirelab.client.dns.lookup.DnsSession.Internet;
import org.wirelab.client.session.Target;
import org.wirelab.dns.DnsFlows;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.flow.Finding;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.AddressMap;
import org.wirelab.run.ExitCode;
import org.wirelab.run.JsonLines;
import org.wirelab.run.LabException;
import org.wirelab.run.Run;
import org.wirelab.run.RunListener;
import org.wirelab.run.Wording;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.LabServer;
import org.wirelab.server.dns.DnsService;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;

/// A whole lookup, over loopback: the embedded miniature Internet, and one that a lab server serves.
@Timeout(60)
class DnsSessionTest {

    private final List<Finding> findings = new ArrayList<>();
    private final StringWriter json = new StringWriter();

    @Test
    void theEmbeddedInternetGivesTheAnswerAndAllEightSentences() throws Exception {
        Move.Answered answer = look("www.naver.com", new Internet.Embedded(), true);
        assertThat(answer.records().toString()).contains("203.0.113.10");
        assertThat(findings).hasSize(8).noneMatch(finding -> finding.verdict().failed());
        assertThat(verdict("dns.3")).isEqualTo("confirmed");
        assertThat(verdict("dns.7")).isEqualTo("differs");
        assertThat(verdict("dns.8")).isEqualTo("unobservable");
        assertThat(json.toString()).contains("\"kind\":\"dns.query\"").contains("\"origin\":\"glue\"");
    }

    @Test
    void aLabServersMapLeadsToItsInternet() throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        try (Transport transport = Transport.open(1);
                LabServer server = LabServer.start(
                        ConnectionTraces.into(new org.wirelab.trace.Trace(System::nanoTime, 0)),
                        List.of(new DnsService(transport, anyPort)))) {
            int port = server.address("dns").getPort();
            Internet there = new Internet.At(new Target("127.0.0.1", port));
            assertThat(look("cafe.naver.com", there, true).records()).hasSize(2);
        }
    }

    @Test
    void theResolverAloneIsJudgedByItsOwnThreeSentences() throws Exception {
        look("www.naver.com", new Internet.Embedded(), false);
        assertThat(findings).hasSize(3);
    }

    @Test
    void aHostWithoutALabServerIsOneLineAndUnreachable() {
        Internet nowhere = new Internet.At(new Target("127.0.0.1", 1));
        assertThatThrownBy(() -> look("www.naver.com", nowhere, true)).isInstanceOfSatisfying(LabException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(e.line()).contains("lab server dns").doesNotContain("\n");
        });
    }

    private Move.Answered look(String name, Internet internet, boolean walk) throws Exception {
        RunListener found = new RunListener() {
            @Override
            public void concluded(List<Finding> all) {
                findings.addAll(all);
            }
        };
        Wording wording = new Wording(Texts.in(Language.EN));
        Run run = Run.begin(
                "test",
                "dns",
                "en",
                List.of(walk ? DnsFlows.LOOKUP : DnsFlows.BY_RESOLVER),
                List.of(found, new JsonLines(json, "json", wording)));
        try {
            return new DnsSession(
                            run.trace(),
                            new DnsSession.Request(
                                    Wish.parse(List.of(name)),
                                    internet,
                                    RootHints.builtIn(),
                                    AddressMap.DNS_PORT,
                                    new DnsOptions.Extent(walk, false, false, false),
                                    Optional.empty(),
                                    WalkSettings.USUAL))
                    .run()
                    .getFirst();
        } finally {
            run.finish(ExitCode.OK);
        }
    }

    private String verdict(String step) {
        return findings.stream()
                .filter(finding -> finding.step().equals(step))
                .map(finding -> finding.verdict().label())
                .findFirst()
                .orElse("none");
    }
}
