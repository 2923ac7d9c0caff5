package org.wirelab.client.dns.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// What the words of the command line ask for.
class WishTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.example.com AAAA @192.0.2.53",
                "AAAA www.example.com @192.0.2.53",
                "@192.0.2.53 aaaa www.example.com",
                "@192.0.2.53 www.example.com. AAAA",
            })
    void nameTypeAndServerMayStandInAnyOrder(String words) throws LabException {
        Wish wish = Wish.parse(List.of(words.split(" ")));
        assertThat(wish.question()).hasToString("www.example.com. AAAA");
        assertThat(wish.server().map(Object::toString)).contains("192.0.2.53");
    }

    @Test
    void aLoneTypeIsANameAndTheUsualTypeIsA() throws LabException {
        assertThat(Wish.parse(List.of("mx")).question()).hasToString("mx. A");
        assertThat(Wish.parse(List.of("ns", "mx")).question()).hasToString("ns. MX");
        assertThat(Wish.parse(List.of("네이버.한국")).question().name().toString()).startsWith("xn--");
    }

    @Test
    void severalNamesMayStandTogetherEachWithItsType() throws LabException {
        assertThat(Wish.parse(List.of("www.a.com", "b.com", "MX", "AAAA", "c.com", "d.com"))
                        .questions())
                .hasToString("[www.a.com. A, b.com. MX, c.com. AAAA, d.com. A]");
    }

    @Test
    void aLineIsOneNameWithOrWithoutAType() {
        assertThat(Wish.ofLine("www.a.com MX")).hasToString("www.a.com. MX");
        assertThat(Wish.ofLine("www.a.com")).hasToString("www.a.com. A");
        assertThatThrownBy(() -> Wish.ofLine("a.com b.com")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@192.0.2.1", "a @ ", "a @quic://b", "a..b", "www.x NOTYPE", "a AXFR", "a @1 @2"})
    void whatMakesNoSenseIsAMisuseInOneLine(String words) {
        assertThatThrownBy(() -> Wish.parse(List.of(words.split(" "))))
                .isInstanceOfSatisfying(LabException.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(e.line()).doesNotContain("\n");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.10, 10.113.0.203.in-addr.arpa",
        "2001:db8::1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
    })
    void anAddressIsRefusedWithTheNameThatBelongsToIt(String address, String name) throws LabException {
        assertThatThrownBy(() -> Wish.parse(List.of(address))).isInstanceOfSatisfying(LabException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(e.line()).startsWith(address + " is an address").endsWith(" type " + name + " PTR");
        });
        assertThat(Wish.parse(List.of(name, "PTR")).question()).hasToString(name + ". PTR");
    }
}
