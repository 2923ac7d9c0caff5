package org.wirelab.client.dns.local;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.dns.CacheWay;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.LocalObservation;
import org.wirelab.dns.Question;
import org.wirelab.dns.local.CacheFinding;
import org.wirelab.dns.local.HostsFile;
import org.wirelab.dns.local.JvmCachePolicy;
import org.wirelab.dns.local.NsswitchConf;
import org.wirelab.dns.local.ResolvConf;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.Name;

/// What this host does before it asks anybody: its caches, its hosts file, and whom it would ask.
///
/// @param hosts hosts(5)
/// @param nsswitch nsswitch.conf(5); need not exist
/// @param resolv resolv.conf(5); need not exist
/// @param caches those that may be in use here
public record LocalSteps(Path hosts, Path nsswitch, Path resolv, List<HostCache> caches) {

    /// Where systemd-resolved answers the queries of stubs.
    private static final List<InetAddress> RESOLVED_STUBS =
            List.of(InetAddress.ofLiteral("127.0.0.53"), InetAddress.ofLiteral("127.0.0.54"));

    private static final double NANOS_PER_MILLI = 1e6;

    public LocalSteps {
        caches = List.copyOf(caches);
    }

    /// This system's own files and caches.
    public static LocalSteps ofThisHost() {
        String windows = System.getenv("SystemRoot");
        Path hosts = windows == null ? Path.of("/etc/hosts") : Path.of(windows, "System32", "drivers", "etc", "hosts");
        return new LocalSteps(
                hosts,
                Path.of("/etc/nsswitch.conf"),
                Path.of("/etc/resolv.conf"),
                cachesOf(System.getProperty("os.name", "")));
    }

    private static List<HostCache> cachesOf(String system) {
        if (system.startsWith("Windows")) {
            return List.of(new WindowsCache());
        }
        return system.startsWith("Mac")
                ? List.of(ClosedCache.MACOS)
                : List.of(new ResolvedCache(ResolvedCache.USUAL), ClosedCache.NSCD);
    }

    /// Records how names are looked up here, the looks into the caches and into the hosts file, and what a
    /// stub would ask.
    public void take(Question question, Recorder recorder) {
        Name name = question.name();
        Optional<NsswitchConf> services = services();
        services.ifPresent(found -> recorder.record(new LocalObservation.NameServices(
                nsswitch.toString(),
                found.services().stream().map(Object::toString).toList(),
                found.conditions())));
        lookIntoCaches(question, services, recorder);
        JvmCachePolicy jvm = JvmCachePolicy.of(Security::getProperty, System::getProperty);
        recorder.record(new LocalObservation.JvmCache(
                jvm.positiveSeconds(), jvm.negativeSeconds(), jvm.staleSeconds(), jvm.said()));
        List<String> addresses = HostsFile.parse(read(hosts)).addresses(name).stream()
                .map(Endpoints::text)
                .toList();
        recorder.record(new DnsObservation.HostsLookup(
                name.toString(),
                Files.isReadable(hosts) ? hosts.toString() : "",
                services.map(NsswitchConf::hosts).orElse(List.of()),
                addresses));
        if (Files.isReadable(resolv)) {
            recorder.record(stub(name));
        }
    }

    /// The resolvers that are configured here, in their order.
    public List<InetAddress> resolvers() {
        return resolvConf().nameservers();
    }

    private void lookIntoCaches(Question question, Optional<NsswitchConf> services, Recorder recorder) {
        List<String> names = new ArrayList<>();
        boolean open = true;
        boolean hit = false;
        Optional<CacheWay> way = Optional.empty();
        for (HostCache cache : caches) {
            if (cache.present()) {
                long begun = System.nanoTime();
                CacheFinding finding = cache.look(question);
                recorder.record(observation(question, cache, finding, System.nanoTime() - begun));
                names.add(cache.name());
                open &= !(finding instanceof CacheFinding.Closed);
                boolean found = finding instanceof CacheFinding.Hit;
                // where several keep answers, the one that has this name is the one that programs meet
                if (way.isEmpty() || (found && !hit)) {
                    way = Optional.of(way(cache, services));
                }
                hit |= found;
            }
        }
        // a hit in one cache shows the name, whatever another one hides
        boolean observable = hit || (open && !names.isEmpty());
        recorder.record(new DnsObservation.LocalCache(question.name().toString(), observable, hit, names, way));
    }

    private CacheWay way(HostCache cache, Optional<NsswitchConf> services) {
        return switch (cache) {
            case ResolvedCache _ -> {
                if (services.isPresent() && services.get().hosts().contains("resolve")) {
                    yield CacheWay.SERVICE;
                }
                yield resolvers().stream().anyMatch(RESOLVED_STUBS::contains)
                        ? CacheWay.BEHIND_THE_RESOLVER
                        : CacheWay.BYPASSED;
            }
            // the C library itself asks nscd before any service, and Windows and macOS have one cache for all
            case ClosedCache _, WindowsCache _ -> CacheWay.SYSTEM;
        };
    }

    private static LocalObservation.CacheProbed observation(
            Question question, HostCache cache, CacheFinding finding, long nanos) {
        String outcome = switch (finding) {
            case CacheFinding.Hit _ -> "hit";
            case CacheFinding.Miss _ -> "miss";
            case CacheFinding.Closed _ -> "closed";
        };
        String how = switch (finding) {
            case CacheFinding.Hit found -> found.how();
            case CacheFinding.Miss missed -> missed.how();
            case CacheFinding.Closed closed -> closed.why();
        };
        return new LocalObservation.CacheProbed(
                question.name().toString(),
                question.typeName(),
                cache.name(),
                outcome,
                finding instanceof CacheFinding.Hit found ? found.answers() : List.of(),
                how,
                nanos / NANOS_PER_MILLI);
    }

    private LocalObservation.StubConfigured stub(Name name) {
        ResolvConf conf = resolvConf();
        return new LocalObservation.StubConfigured(
                resolv.toString(),
                conf.nameservers().stream().map(Endpoints::text).toList(),
                conf.search(),
                conf.ndots(),
                conf.timeoutSeconds(),
                conf.attempts(),
                conf.options(),
                conf.candidates(name.toString(true)).stream()
                        .map(Name::toString)
                        .toList());
    }

    private ResolvConf resolvConf() {
        return ResolvConf.parse(read(resolv));
    }

    private Optional<NsswitchConf> services() {
        return Files.isReadable(nsswitch) ? Optional.of(NsswitchConf.parse(read(nsswitch))) : Optional.empty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
