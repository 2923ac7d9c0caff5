package org.wirelab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses as text, as RFC 5952 wants them.
class EndpointsTest {

    @ParameterizedTest
    @CsvSource({
        "2001:500:12:0:0:0:0:d0d, 2001:500:12::d0d",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8::AAAA, 2001:db8::aaaa",
        "1:0:0:0:0:0:0:0, 1::",
        "fe80:0:0:0:0:0:0:1%1, fe80::1",
        "192.0.2.1, 192.0.2.1",
    })
    void anAddressHasOneText(String literal, String text) {
        assertThat(Endpoints.text(Endpoints.literal(literal))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "0.0.0.0", "255.255.255.255"})
    void anIpv4AddressInsideOneOfIpv6IsWrittenAsOne(String literal) {
        byte[] ipv4 = Endpoints.literal(literal).getAddress();
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        System.arraycopy(ipv4, 0, mapped, 12, 4);
        assertThat(Endpoints.address(mapped)).isInstanceOf(Inet6Address.class);
        assertThat(Endpoints.text(Endpoints.address(mapped))).isEqualTo("::ffff:" + literal);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 15, 17})
    void otherNumbersOfOctetsAreNoAddress(int octets) {
        assertThatThrownBy(() -> Endpoints.address(new byte[octets]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an address has 4 or 16 octets, not " + octets);
    }

    @Property
    void theTextOfAnyAddressIsReadAsTheSameAddress(@ForAll @Size(16) byte[] octets) {
        assertThat(Endpoints.literal(Endpoints.text(Endpoints.address(octets)))).isEqualTo(java(octets));
    }

    private static InetAddress java(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
