package org.wirelab.client.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.local.HostsFile;
import org.wirelab.dns.local.NsswitchConf;
import org.wirelab.dns.local.ResolvConf;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.Name;

/// What this host does before it asks anybody: its caches, its hosts file, and whom it would ask.
///
/// @param hosts hosts(5)
/// @param nsswitch nsswitch.conf(5); need not exist
/// @param resolv resolv.conf(5); need not exist
record LocalSteps(Path hosts, Path nsswitch, Path resolv) {

    private static final Path SYSTEMD_RESOLVED = Path.of("/run/systemd/resolve/io.systemd.Resolve");
    private static final Path NSCD = Path.of("/var/run/nscd/socket");

    /// This system's own files.
    static LocalSteps ofThisHost() {
        String windows = System.getenv("SystemRoot");
        Path hosts = windows == null ? Path.of("/etc/hosts") : Path.of(windows, "System32", "drivers", "etc", "hosts");
        return new LocalSteps(hosts, Path.of("/etc/nsswitch.conf"), Path.of("/etc/resolv.conf"));
    }

    /// Records the looks into the cache and the hosts file.
    void take(Name name, Recorder recorder) {
        recorder.record(new DnsObservation.LocalCache(name.toString(), false, false, caches()));
        String file = read(hosts);
        List<String> addresses = HostsFile.parse(file).addresses(name).stream()
                .map(InetAddress::getHostAddress)
                .toList();
        recorder.record(new DnsObservation.HostsLookup(
                name.toString(), Files.isReadable(hosts) ? hosts.toString() : "", order(), addresses));
    }

    /// The resolvers that are configured here, in their order.
    List<InetAddress> resolvers() {
        return ResolvConf.parse(read(resolv)).nameservers();
    }

    /// What may keep answers here. The lab cannot look into them yet.
    private static List<String> caches() {
        List<String> caches = new ArrayList<>();
        if (Files.exists(SYSTEMD_RESOLVED)) {
            caches.add("systemd-resolved");
        }
        if (Files.exists(NSCD)) {
            caches.add("nscd");
        }
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Windows") || system.startsWith("Mac")) {
            caches.add(system);
        }
        return caches;
    }

    private List<String> order() {
        return Files.isReadable(nsswitch) ? NsswitchConf.parse(read(nsswitch)).hosts() : List.of();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
