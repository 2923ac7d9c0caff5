package org.wirelab.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wirelab.link.LinkObservation.Dropped;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;
import org.wirelab.wire.TcpFlag;
import org.wirelab.wire.TcpHeader;

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
            try (TwoHosts hosts = TwoHosts.on(NetworkSettings.PERFECT)) {
                hosts.transfer(hosts.network().server().ipv4(), 1_000_000);
                if (EmulatedNetwork.speaksIpv6()) {
                    hosts.transfer(hosts.network().server().ipv6(), 1_000_000);
                }
                hosts.close();
                assertThat(hosts.told(LinkObservation.OnePacket.class)).isEmpty();
                assertThat(hosts.told(LinkObservation.Ended.class)).hasSize(2).allSatisfy(end -> {
                    assertThat(end.failure()).isNull();
                    assertThat(end.missed()).isZero();
                    assertThat(end.delivered()).isEqualTo(end.packets()).isPositive();
                });
            }
        }
    }

    @Test
    void whoIsInterruptedHasNoNetworkAndKeepsTheMark() throws Exception {
        PrivateJvm.run(Interrupted.class);
    }

    static final class Interrupted implements PrivateJvm.Body {
        @Override
        public void run() {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> EmulatedNetwork.open(NetworkSettings.PERFECT, LinkListener.NONE))
                    .hasMessage("the network cannot be set up (interrupted)");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theFirstFinIsLostAndToldAndTheConnectionEndsAllTheSame() throws Exception {
        PrivateJvm.run(FirstFin.class);
    }

    static final class FirstFin implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            Rule lost = Rule.drop("lost_fin", PacketMatch.FIN, Selection.FIRST);
            try (TwoHosts hosts = TwoHosts.on(NetworkSettings.PERFECT.withToServer(LinkSettings.PERFECT.with(lost)))) {
                hosts.watch();
                hosts.transfer(hosts.network().server().ipv4(), 1000);
                List<TcpHeader> sent = hosts.finsSeenAt(hosts.network().client());
                List<TcpHeader> received = hosts.finsSeenAt(hosts.network().server());

                assertThat(hosts.told(Dropped.class)).singleElement().satisfies(drop -> {
                    assertThat(drop.rule()).isEqualTo("lost_fin");
                    assertThat(drop.direction()).isEqualTo(Direction.TO_SERVER);
                    assertThat(drop.packet().has(TcpFlag.FIN)).isTrue();
                    assertThat(drop.packet().src()).startsWith("192.0.2.1:");
                    assertThat(drop.packet().sequenceNumber())
                            .isEqualTo(sent.getFirst().sequenceNumber());
                });
                assertThat(sent).hasSizeGreaterThan(received.size());
                assertThat(received).isNotEmpty();
            }
        }
    }

    @Test
    void capturesAtBothHostsShowRealSegmentsWithRightChecksums() throws Exception {
        PrivateJvm.run(RealSegments.class);
    }

    static final class RealSegments implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            try (TwoHosts hosts = TwoHosts.on(NetworkSettings.PERFECT.withMtu(1400, 1400))) {
                hosts.watch();
                hosts.transfer(hosts.network().server().ipv4(), 300_000);
                hosts.transfer(hosts.network().server().ipv6(), 300_000);
                for (Host host :
                        List.of(hosts.network().client(), hosts.network().server())) {
                    assertThat(hosts.framesSeenAt(host)).hasSizeGreaterThan(400).allSatisfy(frame -> {
                        assertThat(frame.originalLength()).isLessThanOrEqualTo(1400 + PacketBridge.ETHERNET_HEADER);
                        assertThat(Checksums.tcpIsRight(frame)).isTrue();
                    });
                }
            }
        }
    }

    @Test
    void aRouterAnswersWhatIsTooLargeAndTheSenderLearnsThePathMtu() throws Exception {
        PrivateJvm.run(SmallPath.class);
    }

    static final class SmallPath implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            try (TwoHosts hosts = TwoHosts.on(NetworkSettings.PERFECT.withPathMtu(1300, 1400))) {
                hosts.watch();
                Host server = hosts.network().server();
                hosts.transfer(server.ipv4(), 100_000);
                hosts.transfer(server.ipv6(), 100_000);

                assertThat(hosts.network().router()).isPresent();
                // RFC 1191 §3, RFC 4443 §3.2: type and code of what the router said, and the MTU in it
                assertThat(hosts.icmpSeenAt(hosts.network().client()))
                        .contains(new TwoHosts.Icmp("192.0.2.254", 3, 4, 1300))
                        .contains(new TwoHosts.Icmp("[2001:db8::fe]", 2, 0, 1300));
                assertThat(hosts.framesSeenAt(server))
                        .allSatisfy(frame -> assertThat(frame.originalLength())
                                .isLessThanOrEqualTo(1300 + PacketBridge.ETHERNET_HEADER));
            }
        }
    }

    @Test
    void behindAFirewallThatDropsIcmpTheSenderLearnsNothing() throws Exception {
        PrivateJvm.run(BlackHole.class);
    }

    static final class BlackHole implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            Rule firewall = Rule.drop("firewall", PacketMatch.ICMP, Selection.ALL);
            try (TwoHosts hosts = TwoHosts.on(
                    NetworkSettings.PERFECT.withPathMtu(1300, 0).withToClient(LinkSettings.PERFECT.with(firewall)))) {
                hosts.watch();
                hosts.beginTransfer(hosts.network().server().ipv4(), 100_000);
                await().until(() -> !hosts.told(Dropped.class).isEmpty());
                assertThat(hosts.told(Dropped.class))
                        .allSatisfy(drop -> assertThat(drop.packet().protocol()).isEqualTo("icmp"));
                assertThat(hosts.icmpSeenAt(hosts.network().client())).isEmpty();
            }
        }
    }

    @Test
    void aCutLinkIsSilentAndAMendedOneCarriesAgain() throws Exception {
        PrivateJvm.run(CutAndMended.class);
    }

    static final class CutAndMended implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            try (TwoHosts hosts = TwoHosts.on(NetworkSettings.PERFECT)) {
                assertThat(hosts.echo("before")).isEqualTo("before");
                hosts.network().link().cut();
                assertThat(hosts.echo("while", 500)).isNull();
                hosts.network().link().heal();
                assertThat(hosts.echo("after")).isEqualTo("after");
                assertThat(hosts.told(Dropped.class))
                        .singleElement()
                        .satisfies(drop -> assertThat(drop.rule()).isEqualTo(Rule.CUT));
                // how it was set at the start, when it was cut and when it was mended, in both directions
                assertThat(hosts.told(LinkObservation.Set.class)).hasSize(6);
            }
        }
    }

    @Test
    void aHostsSettingsAreItsOwn() throws Exception {
        PrivateJvm.run(OwnSettings.class);
    }

    static final class OwnSettings implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            try (TwoHosts hosts = TwoHosts.on(NetworkSettings.PERFECT)) {
                Host client = hosts.network().client();
                Host server = hosts.network().server();
                for (String setting : List.of(
                        "net.ipv4.tcp_syn_retries",
                        "net.ipv4.tcp_syn_linear_timeouts",
                        "net.ipv4.tcp_sack",
                        "net.ipv4.tcp_retries2",
                        "net.ipv4.tcp_keepalive_time",
                        "net.ipv4.tcp_early_retrans",
                        "net.ipv4.tcp_recovery")) {
                    String before = server.sysctl(setting);
                    String other = before.equals("1") ? "0" : "1";
                    client.sysctl(setting, other);
                    assertThat(client.sysctl(setting)).as(setting).isEqualTo(other);
                    assertThat(server.sysctl(setting)).as(setting).isEqualTo(before);
                }
            }
        }
    }

    @Test
    void aPacketTakesTheDelayEachWay() throws Exception {
        PrivateJvm.run(Delayed.class);
    }

    static final class Delayed implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            LinkSettings slow = LinkSettings.PERFECT.withDelay(Duration.ofMillis(40));
            try (TwoHosts hosts = TwoHosts.on(NetworkSettings.PERFECT.withLink(slow))) {
                long begin = System.nanoTime();
                assertThat(hosts.echo("there and back")).isNotNull();
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
            }
        }
    }

    @Test
    void ofAClosedNetworkNoThreadIsLeft() throws Exception {
        PrivateJvm.run(Closed.class);
    }

    static final class Closed implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            Optional<String> none = Optional.empty();
            for (int i = 0; i < 3; i++) {
                try (TwoHosts hosts = TwoHosts.on(NetworkSettings.PERFECT.withPathMtu(1300, 1300))) {
                    assertThat(hosts.echo("x")).isEqualTo("x");
                } catch (SocketTimeoutException e) {
                    throw new AssertionError("network " + i, e);
                }
            }
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .map(Thread::getName)
                            .filter(name -> name.startsWith("host ") || name.startsWith("link "))
                            .findFirst())
                    .isEqualTo(none);
        }
    }
}
