package org.wirelab.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.flow.Handshake.AT_CLIENT;
import static org.wirelab.flow.Handshake.AT_SERVER;
import static org.wirelab.flow.Handshake.CLIENT;
import static org.wirelab.flow.Handshake.CONNECTION;
import static org.wirelab.flow.Handshake.SERVER;
import static org.wirelab.flow.Handshake.syn;

import org.junit.jupiter.api.Test;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Vantage;

class SightingsTest {

    private final WrittenTrace trace = new WrittenTrace();
    private final Sightings sightings = new Sightings();

    private Event seen(Vantage vantage, Observation observation) {
        return sightings.add(trace.seen(vantage, CONNECTION, observation));
    }

    @Test
    void theFirstSightingsBelongTogetherThenTheSecondOnes() {
        Event original = seen(AT_CLIENT, syn(1));
        Event retransmission = seen(AT_CLIENT, syn(1));
        assertThat(retransmission).isNotSameAs(original);
        assertThat(seen(AT_SERVER, syn(1))).isSameAs(original);
        assertThat(seen(AT_SERVER, syn(1))).isSameAs(retransmission);
        assertThat(original.numbers()).containsExactly(1L, 3L);
    }

    @Test
    void whatHasNoIdentityIsAnEventOfItsOwnWhereverItIsSeen() {
        SocketEvent connect = new SocketEvent.Connect(CLIENT, SERVER);
        assertThat(seen(AT_SERVER, connect)).isNotSameAs(seen(AT_CLIENT, connect));
    }

    @Test
    void onlyTheLatestAreRemembered() {
        Event first = seen(AT_CLIENT, syn(0));
        Event second = seen(AT_CLIENT, syn(1));
        for (int i = 0; i < Sightings.REMEMBERED - 1; i++) {
            seen(AT_CLIENT, syn(2 + i));
        }
        assertThat(seen(AT_SERVER, syn(1))).isSameAs(second);
        assertThat(seen(AT_SERVER, syn(0))).isNotSameAs(first);
    }
}
