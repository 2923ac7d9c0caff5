package org.wirelab.dns.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.local.NsswitchConf.Status;

/// nsswitch.conf, resolv.conf and the JVM's properties: what a program of this host would do.
class StubSettingsTest {

    @Test
    void resolveEndsTheSearchUnlessItIsNotThere() {
        NsswitchConf conf = NsswitchConf.parse("hosts: files resolve [!UNAVAIL=return] dns # usual\n");
        assertThat(conf.hosts()).containsExactly("files", "resolve", "dns");
        assertThat(conf.services().get(1).goesOn()).containsExactly(Status.UNAVAIL);
        assertThat(conf.services().get(1)).hasToString("resolve [!UNAVAIL=return]");
        assertThat(conf.onlyWithout("resolve")).containsExactly("dns");
        assertThat(conf.conditions()).containsExactly("dns is asked only when resolve says unavail");
    }

    @Test
    void aNameNotFoundByMulticastEndsTheSearch() {
        NsswitchConf conf = NsswitchConf.parse("hosts: mdns4_minimal [NOTFOUND=return] dns");
        assertThat(conf.services().getFirst().goesOn()).containsExactlyInAnyOrder(Status.UNAVAIL, Status.TRYAGAIN);
        assertThat(conf.onlyWithout("mdns4_minimal")).isEmpty();
        assertThat(conf.conditions()).hasSize(1);
    }

    @Test
    void servicesWithoutActionsGoOnAfterEveryFailure() {
        assertThat(NsswitchConf.parse("hosts: files dns").conditions()).isEmpty();
    }

    @Test
    void aShortNameIsTriedInTheSearchListFirst() {
        ResolvConf conf = ResolvConf.parse("domain ignored.example\nsearch lab.example example\n");
        assertThat(conf.candidates("www").toString()).isEqualTo("[www.lab.example., www.example., www.]");
        assertThat(conf.candidates("www.x").toString()).isEqualTo("[www.x., www.x.lab.example., www.x.example.]");
        assertThat(conf.candidates("www.x.").toString()).isEqualTo("[www.x.]");
    }

    @Test
    void ndotsDecidesWhichNamesAreLongEnough() {
        ResolvConf conf = ResolvConf.parse("search cluster.example\noptions ndots:5 timeout:1\n");
        assertThat(conf.candidates("www.naver.com").toString())
                .isEqualTo("[www.naver.com.cluster.example., www.naver.com.]");
        assertThat(conf.timeoutSeconds()).isEqualTo(1);
        assertThat(conf.attempts()).isEqualTo(2);
    }

    @Test
    void theLibrarysSilentLimitsHold() {
        ResolvConf conf = ResolvConf.parse("options ndots:99 timeout:999 attempts:0 rotate use-vc trust-ad edns0\n");
        assertThat(conf.ndots()).isEqualTo(15);
        assertThat(conf.timeoutSeconds()).isEqualTo(30);
        assertThat(conf.attempts()).isEqualTo(1);
        assertThat(conf.has("use-vc")).isTrue();
        assertThat(conf.options()).contains("rotate", "trust-ad", "edns0");
    }

    @Test
    void aNameThatIsTooLongWithADomainIsPassedOver() {
        String label = "a".repeat(60);
        String domain = label + "." + label + "." + label + "." + label;
        assertThat(ResolvConf.parse("search " + domain).candidates("x".repeat(30)))
                .hasSize(1);
    }

    @Test
    void theJvmKeepsWhatItsPropertiesSay() {
        Map<String, String> security = Map.of("networkaddress.cache.negative.ttl", "10");
        JvmCachePolicy policy = JvmCachePolicy.of(security::get, _ -> null);
        assertThat(policy.positiveSeconds()).isEqualTo(30);
        assertThat(policy.negativeSeconds()).isEqualTo(10);
        assertThat(policy.said()).contains("networkaddress.cache.negative.ttl=10");
        Map<String, String> system = Map.of("sun.net.inetaddr.ttl", "-7");
        assertThat(JvmCachePolicy.of(_ -> null, system::get).positiveSeconds()).isEqualTo(-1);
    }
}
