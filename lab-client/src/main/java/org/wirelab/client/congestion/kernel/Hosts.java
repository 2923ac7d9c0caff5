package org.wirelab.client.congestion.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wirelab.congestion.kernel.KernelSetting;
import org.wirelab.link.EmulatedNetwork;
import org.wirelab.link.Host;
import org.wirelab.link.LinkException;
import org.wirelab.posix.RouteControl;
import org.wirelab.posix.RouteControl.TcpMetrics;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// The hosts of a transfer as the kernel is set on them: changed by a profile where they are the lab's own, and read
/// back either way.
final class Hosts {

    private static final Path SYSCTLS = Path.of("/proc/sys");
    private static final Path HYSTART = Path.of("/sys/module/tcp_cubic/parameters/hystart");
    private static final String AVAILABLE = "net.ipv4.tcp_available_congestion_control";
    private static final String ALLOWED = "net.ipv4.tcp_allowed_congestion_control";

    private final Optional<EmulatedNetwork> network;

    /// @param network the lab's own; empty for this host as it is
    Hosts(Optional<EmulatedNetwork> network) {
        this.network = network;
    }

    /// Sets both hosts of a network of the lab's own; another one is left as it is.
    void set(Profile profile) throws LabException {
        if (network.isEmpty()) {
            return;
        }
        try {
            set(profile, network.get().client(), network.get().server(), profile.towardsReceiver());
            set(profile, network.get().server(), network.get().client(), profile.towardsSender());
        } catch (Exception e) {
            throw new LabException(ExitCode.LACKING, "the profile cannot be set: " + e.getMessage(), e);
        }
    }

    private static void set(Profile profile, Host host, Host peer, TcpMetrics metrics) throws Exception {
        for (Map.Entry<String, String> each : profile.sysctls().entrySet()) {
            host.sysctl(each.getKey(), each.getValue());
        }
        host.run(() -> {
            try (RouteControl routes = RouteControl.open()) {
                for (InetAddress address : peer.addresses()) {
                    routes.addHostRoute(Host.INTERFACE, address, metrics);
                }
            }
        });
    }

    /// How the sender's kernel is set, read back from it.
    KernelSetting setting(String algorithm, Profile profile) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("profile", network.isPresent() ? profile.name().toLowerCase(Locale.ROOT) : "host");
        Profile.told().forEach(name -> sysctl(name).ifPresent(value -> settings.put(name, value)));
        if (algorithm.equals("cubic")) {
            read(HYSTART).ifPresent(value -> settings.put("tcp_cubic.hystart", value));
        }
        return new KernelSetting(algorithm, settings);
    }

    /// The congestion controls that this kernel has at hand, separated by blanks; empty where it does not say.
    String available() {
        return sysctl(AVAILABLE).orElse("");
    }

    /// Those that it lends to everybody.
    String allowed() {
        return sysctl(ALLOWED).orElse("");
    }

    private Optional<String> sysctl(String name) {
        if (network.isEmpty()) {
            return read(SYSCTLS.resolve(name.replace('.', '/')));
        }
        try {
            return Optional.of(network.get().client().sysctl(name));
        } catch (LinkException _) {
            return Optional.empty(); // a setting that this kernel does not have
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
