package org.wirelab.dns.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.DnsObservation.HostsLookup;
import org.wirelab.dns.Question;
import org.wirelab.dns.walk.Script;

/// The files of a host that decide before any query is sent.
class HostFilesTest {

    @Test
    void aHostsFileGivesEveryAddressOfANameInAnyCase() {
        HostsFile file = HostsFile.parse("""
                127.0.0.1 localhost  # the usual
                192.0.2.1 www.example.com www
                2001:db8::1 WWW.example.com.
                nonsense here
                192.0.2.9
                """);
        assertThat(file.addresses(Question.parseName("Www.Example.com"))).hasSize(2);
        assertThat(file.addresses(Question.parseName("other"))).isEmpty();
    }

    @Test
    void nsswitchGivesTheOrderWithoutItsActions() {
        assertThat(NsswitchConf.parse("passwd: files\n hosts:  files mdns4_minimal [NOTFOUND=return] dns # x")
                        .hosts())
                .containsExactly("files", "mdns4_minimal", "dns");
        assertThat(NsswitchConf.parse("").hosts()).containsExactly("files", "dns");
    }

    @Test
    void theFileComesFirstOnlyWhereNoCacheIsAskedBefore() {
        assertThat(lookup("files", "dns").fileBeforeCache()).isTrue();
        assertThat(lookup("resolve", "files", "dns").fileBeforeCache()).isFalse();
        assertThat(lookup().fileBeforeCache()).isFalse();
    }

    @Test
    void resolvConfNamesTheResolversInTheirOrder() {
        assertThat(ResolvConf.parse("# x\nsearch a\nnameserver 192.0.2.1\nnameserver bad\n nameserver ::1\n")
                        .nameservers())
                .containsExactly(Script.ip("192.0.2.1"), Script.ip("::1"));
    }

    private static HostsLookup lookup(String... order) {
        return new HostsLookup("a.", "/etc/hosts", List.of(order), List.of());
    }
}
