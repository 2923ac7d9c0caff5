package org.wirelab.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;

class EmulatedNetworkTest {

    @Test
    void anOrdinaryUsersHostsTalkOverBothIpv4AndIpv6() throws Exception {
        PrivateJvm.run(BothFamilies.class);
    }

    @Test
    void rootNeedsNoUserNamespace() throws Exception {
        Tools.requireRoot();
        new BothFamilies().run();
    }

    static final class BothFamilies implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            List<LinkObservation> told = Collections.synchronizedList(new ArrayList<>());
            try (EmulatedNetwork network =
                    EmulatedNetwork.open(NetworkSettings.PERFECT, (_, observation) -> told.add(observation))) {
                transfer(network, network.server().ipv4(), 1_000_000);
                if (EmulatedNetwork.speaksIpv6()) {
                    transfer(network, network.server().ipv6(), 1_000_000);
                }
            }
            assertThat(told)
                    .filteredOn(LinkObservation.OnePacket.class::isInstance)
                    .isEmpty();
            assertThat(told)
                    .filteredOn(LinkObservation.Ended.class::isInstance)
                    .allSatisfy(each -> {
                        LinkObservation.Ended end = (LinkObservation.Ended) each;
                        assertThat(end.failure()).isNull();
                        assertThat(end.missed()).isZero();
                        assertThat(end.delivered()).isEqualTo(end.packets()).isPositive();
                    })
                    .hasSize(2);
        }
    }

    /// The client sends, the server reads to the end.
    static void transfer(EmulatedNetwork network, InetAddress address, int octets) throws Exception {
        try (ServerSocket listener = network.server().call(() -> new ServerSocket(0, 1, address))) {
            CompletableFuture<Integer> received = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try (Socket accepted = listener.accept();
                        InputStream in = accepted.getInputStream()) {
                    received.complete(in.readAllBytes().length);
                } catch (Exception e) {
                    received.completeExceptionally(e);
                }
            });
            try (Socket socket = network.client().call(() -> {
                Socket made = new Socket();
                made.connect(new InetSocketAddress(address, listener.getLocalPort()));
                return made;
            })) {
                socket.getOutputStream().write(new byte[octets]);
            }
            assertThat(received.get()).isEqualTo(octets);
        }
    }
}
