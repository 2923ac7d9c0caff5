package org.wirelab.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.wirelab.server.SourceNetwork;

/// Who keeps a place when there are too few.
class PlacesTest {

    private final Places<String> places = new Places<>(3);

    @Test
    void whoComesToAFullHouseTakesTheOldestPlaceOfWhoeverHasMost() {
        places.enter(source("192.0.2.1"), "quiet");
        places.enter(source("192.0.2.2"), "flood 1");
        places.enter(source("192.0.2.2"), "flood 2");
        assertThat(places.enter(source("192.0.2.3"), "newcomer")).contains("flood 1");
        assertThat(places.taken()).isEqualTo(3);
    }

    @Test
    void aFloodFromOneSourceOnlyDrivesOutItself() {
        places.enter(source("192.0.2.1"), "quiet");
        for (int i = 0; i < 100; i++) {
            places.enter(source("192.0.2.2"), "flood " + i);
        }
        assertThat(places.leave("quiet")).isTrue();
        assertThat(places.leave("flood 97")).isFalse();
        assertThat(places.leave("flood 98")).isTrue();
        assertThat(places.leave("flood 99")).isTrue();
    }

    @Test
    void amongEqualSourcesTheOldestOfAllGoes() {
        for (int i = 1; i <= 3; i++) {
            places.enter(source("192.0.2." + i), "from " + i);
        }
        assertThat(places.enter(source("192.0.2.4"), "newcomer")).contains("from 1");
        assertThat(places.enter(source("192.0.2.5"), "another")).contains("from 2");
    }

    @Test
    void whoAsksForAPlaceThatOnlyItsEqualsCouldGiveIsRefused() {
        for (int i = 1; i <= 3; i++) {
            assertThat(places.request(source("192.0.2." + i), "from " + i)).isInstanceOf(Places.Entrance.Free.class);
        }
        assertThat(places.request(source("192.0.2.4"), "newcomer")).isInstanceOf(Places.Entrance.Refused.class);
    }

    @Test
    void aSourceWithAllPlacesGivesOneToWhoHasNone() {
        for (int i = 1; i <= 3; i++) {
            places.request(source("192.0.2.1"), "greedy " + i);
        }
        assertThat(places.request(source("192.0.2.1"), "greedy 4")).isInstanceOf(Places.Entrance.Refused.class);
        assertThat(places.request(source("192.0.2.2"), "modest"))
                .isEqualTo(new Places.Entrance.Replacing<>("greedy 1"));
    }

    @Test
    void anIpv6HostIsOneSourceWhateverAddressOfItsNetworkItTakes() {
        assertThat(source("2001:db8:0:1::7")).isEqualTo(source("2001:db8:0:1:ffff::9"));
        assertThat(source("2001:db8:0:1::7")).isNotEqualTo(source("2001:db8:0:2::7"));
        assertThat(source("2001:db8:0:1::7")).hasToString("2001:db8:0:1::/64");
        assertThat(source("192.0.2.7")).hasToString("192.0.2.7");
    }

    private static SourceNetwork source(String address) {
        return new SourceNetwork(InetAddress.ofLiteral(address));
    }
}
