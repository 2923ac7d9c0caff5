package org.wirelab.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.capture.Dumpcap;
import org.wirelab.capture.ProgramCapture;
import org.wirelab.posix.InterfaceControl;
import org.wirelab.posix.NetworkNamespace;
import org.wirelab.posix.PosixException;
import org.wirelab.posix.RouteControl;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;

/// A JVM is killed (SIGKILL) while it has a network and a capture program at one of its hosts.
///
/// That a namespace is gone cannot be read anywhere. So a pair of interfaces is laid between it and the namespace of
/// this test: the kernel takes both away when the first of the two namespaces ends.
class KilledNetworkTest {
    private static final String WITNESS = "witness";

    @Test
    void ofAKilledJvmNoNamespaceNoInterfaceAndNoProcessIsLeft() throws Exception {
        Tools.require("dumpcap");
        PrivateJvm.run(Killer.class);
    }

    static final class Killer implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            Process victim = new ProcessBuilder(PrivateJvm.java(PrivateJvm.class, Victim.class.getName()))
                    .redirectErrorStream(true)
                    .start();
            List<ProcessHandle> children;
            try (BufferedReader words =
                    new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(words.readLine()).isEqualTo("ready");
                children = victim.descendants().toList();
                assertThat(children).isNotEmpty();
                assertThat(isThere(WITNESS + 1)).isTrue();
                assertThat(isThere(WITNESS + 2)).isTrue();
            } finally {
                // destroyForcibly is SIGKILL
                victim.destroyForcibly().waitFor();
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !isThere(WITNESS + 1)
                            && !isThere(WITNESS + 2)
                            && children.stream().noneMatch(ProcessHandle::isAlive));
        }

        private static boolean isThere(String interfaceName) throws PosixException {
            try (InterfaceControl interfaces = InterfaceControl.open()) {
                return interfaces.index(interfaceName) > 0;
            } catch (PosixException e) {
                return false;
            }
        }
    }

    /// What is killed.
    static final class Victim implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            Path dumpcap = Tools.require("dumpcap");
            EmulatedNetwork network =
                    EmulatedNetwork.open(NetworkSettings.PERFECT.withPathMtu(1300, 1300), LinkListener.NONE);
            layWitness(network.client(), 1);
            layWitness(network.server(), 2);
            network.server().run(() -> new ProgramCapture(new Dumpcap(dumpcap), Host.INTERFACE, "").start(_ -> {}));
            System.out.println("ready");
            Thread.sleep(Duration.ofMinutes(1));
        }

        private static void layWitness(Host host, int number) throws Exception {
            byte[] here = {2, 0, 0, 0, 1, (byte) number};
            byte[] there = {2, 0, 0, 0, 2, (byte) number};
            try (NetworkNamespace other = host.namespace();
                    RouteControl routes = RouteControl.open()) {
                routes.createVeth(
                        new RouteControl.VethEnd(WITNESS + number, here, 1500),
                        new RouteControl.VethEnd(WITNESS, there, 1500),
                        other);
            }
        }
    }
}
