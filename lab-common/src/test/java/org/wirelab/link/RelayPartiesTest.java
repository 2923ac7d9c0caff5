package org.wirelab.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class RelayPartiesTest {

    private final InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    private final InetSocketAddress client = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40001);

    @Test
    void aClientKeepsTheSocketByWhichTheServerKnowsIt() throws Exception {
        RelayParties parties = RelayParties.before(server);
        RelayParties.Party party = parties.of(client);
        assertThat(party).isNotNull().isSameAs(parties.of(client));
        assertThat(parties.clientBehind(RelayParties.local(party.back()))).contains(client);
        parties.stop();
        parties.close();
        assertThat(party.back().isOpen()).isFalse();
    }

    @Test
    void aClientThatComesWhileTheRelayClosesGetsNoSocketAndBreaksNothing() throws Exception {
        RelayParties parties = RelayParties.before(server);
        parties.stop();
        assertThat(parties.of(client)).isNull();
        assertThat(parties.clientBehind(client)).isEmpty();
    }
}
