package org.wirelab.dns.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.dns.walk.Script.zone;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.RootHints;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/// Port 53 intercepted: somebody on the way answers in place of the root servers.
class InterceptedTest {

    private static final String ANYTHING = "www A 203.0.113.1\n";

    private final Script script = new Script();

    @BeforeEach
    void aResolverAnswersAtTheAddressesOfTheRoot() {
        script.root("a.root.", "192.0.2.1", zone(".", ANYTHING))
                .root("b.root.", "192.0.2.2", zone(".", ANYTHING))
                .twist("192.0.2.1", InterceptedTest::asAResolver)
                .twist("192.0.2.2", InterceptedTest::asAResolver);
        script.origin = RootHints.BUILT_IN;
    }

    @Test
    void allRootServersThatLackAuthorityAreNotTheRootServers() {
        assertThat(failure(script.walk("www.", "A"))).isEqualTo(FailureReason.INTERCEPTED);
        assertThat(failure(script.walkAllPaths("www.", "A"))).isEqualTo(FailureReason.INTERCEPTED);
        assertThat(script.seen(DnsOutcome.class)).allSatisfy(outcome -> {
            assertThat(outcome.status()).isEqualTo("lame");
            assertThat(outcome.detail()).hasSize(2).allMatch(detail -> detail.contains("as a resolver"));
        });
    }

    @Test
    void theNextNameIsToldTheSame() {
        script.sharing();
        for (String name : new String[] {"www.", "other.", "www."}) {
            assertThat(failure(script.walk(name, "A"))).as(name).isEqualTo(FailureReason.INTERCEPTED);
        }
    }

    @Test
    void itIsSoWhereSomeAreSilentAndTheTimeIsOver() {
        script.root("c.root.", "192.0.2.3").silent("192.0.2.3");
        Limits aTenthOfASecond = Limits.USUAL.withTotal(Duration.ofMillis(100));
        script.settings = script.settings.withLimits(aTenthOfASecond);
        assertThat(failure(script.walk("www.", "A"))).isEqualTo(FailureReason.INTERCEPTED);
    }

    @Test
    void hintsOfOnesOwnMayNameServersThatAreNone() {
        script.origin = "my.root";
        assertThat(failure(script.walk("www.", "A"))).isEqualTo(FailureReason.LAME);
    }

    @Test
    void silenceIsNoInterception() {
        script.silent("192.0.2.1").silent("192.0.2.2");
        assertThat(failure(script.walk("www.", "A"))).isEqualTo(FailureReason.TIMEOUT);
    }

    private static FailureReason failure(Move end) {
        assertThat(end).isInstanceOf(Move.Failed.class);
        return ((Move.Failed) end).reason();
    }

    private static Message asAResolver(Message message) {
        message.getHeader().unsetFlag(Flags.AA);
        message.getHeader().setFlag(Flags.RA);
        return message;
    }
}
