package org.wirelab.net.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.net.dns.ResolverPlace.Https;
import org.wirelab.net.dns.ResolverPlace.Plain;
import org.wirelab.net.dns.ResolverPlace.Tls;

final class ResolverPlaceTest {

    @Test
    void aBareHostIsAskedOnPort53() {
        assertThat(ResolverPlace.parse("192.0.2.53")).isEqualTo(new Plain("192.0.2.53", 53));
        assertThat(ResolverPlace.parse("resolver.example:5353")).isEqualTo(new Plain("resolver.example", 5353));
        assertThat(ResolverPlace.parse("2001:db8::53")).isEqualTo(new Plain("2001:db8::53", 53));
        assertThat(ResolverPlace.parse("[2001:db8::53]:5353")).isEqualTo(new Plain("2001:db8::53", 5353));
    }

    @Test
    void tlsMeansPort853() {
        assertThat(ResolverPlace.parse("tls://dns.example")).isEqualTo(new Tls("dns.example", 853));
        assertThat(ResolverPlace.parse("tls://[2001:db8::53]:8853")).isEqualTo(new Tls("2001:db8::53", 8853));
        assertThat(ResolverPlace.parse("tls://dns.example:853/")).isEqualTo(new Tls("dns.example", 853));
    }

    @Test
    void httpsMeansPort443AndTheUsualPath() {
        assertThat(ResolverPlace.parse("https://dns.example"))
                .isEqualTo(new Https("dns.example", 443, "/dns-query", false));
        assertThat(ResolverPlace.parse("https://dns.example:8443/resolve"))
                .isEqualTo(new Https("dns.example", 8443, "/resolve", false));
    }

    @Test
    void theTemplateOfRfc8484AsksByGet() {
        Https place = new Https("dns.example", 443, "/dns-query", true);
        assertThat(ResolverPlace.parse("https://dns.example/dns-query{?dns}")).isEqualTo(place);
        assertThat(ResolverPlace.parse("get+https://dns.example/dns-query")).isEqualTo(place);
    }

    @Test
    void whatIsShownIsReadAsTheSame() {
        for (String text : new String[] {"192.0.2.53", "tls://dns.example", "https://[2001:db8::1]:8443/dns-query"}) {
            assertThat(ResolverPlace.parse(text)).hasToString(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tls://",
                "quic://dns.example",
                "tls://dns.example:0",
                "host:99999",
                "tls://host/path",
                "a b",
                "@x",
                "https://dns.example/a?b=c"
            })
    void whatIsNoPlaceIsSaidInOneLine(String text) {
        assertThatThrownBy(() -> ResolverPlace.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text)
                .hasMessageNotContaining("\n");
    }
}
