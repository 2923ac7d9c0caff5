package org.wirelab.dns.walk;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.ServerAddress;
import org.xbill.DNS.Name;

/// The servers of one zone as a lookup works through them: RFC 1034's SLIST.
///
/// Each address is asked once, in random order, IPv4 before IPv6; those that kept silent a second time, with twice the
/// patience; last, servers whose addresses are not known are looked up.
final class ServerList {

    /// One address to ask, and how.
    static final class Candidate {
        private final ServerAddress server;
        private DnsTransport transport = DnsTransport.UDP;
        private boolean edns = true;
        private int silences;

        private Candidate(ServerAddress server) {
            this.server = server;
        }

        ServerAddress server() {
            return server;
        }

        DnsTransport transport() {
            return transport;
        }

        boolean edns() {
            return edns;
        }

        /// RFC 1035 §4.2.1: a server that keeps silent is given more time, not more queries.
        Duration timeout(Limits limits) {
            Duration patience = limits.firstTimeout().multipliedBy(1L << silences);
            return transport == DnsTransport.TCP ? patience.multipliedBy(2) : patience;
        }
    }

    private static final int SILENCES_PER_ADDRESS = 2;
    private static final int UNREACHABLE_OF_A_FAMILY = 3;

    private final Name zone;
    private final AddressFamilies families;
    private final Limits limits;
    private final Deque<Candidate> unasked = new ArrayDeque<>();
    private final Deque<Candidate> silent = new ArrayDeque<>();
    private final Deque<Name> withoutAddress = new ArrayDeque<>();
    private final List<String> complaints = new ArrayList<>();
    private final Set<FailureReason> failures = EnumSet.noneOf(FailureReason.class);
    private int silences;
    private int lookups;
    private int unreachableIpv4;
    private int unreachableIpv6;

    ServerList(Delegation delegation, AddressFamilies families, Limits limits, RandomGenerator random) {
        this.zone = delegation.zone();
        this.families = families;
        this.limits = limits;
        List<ServerAddress> addresses = new ArrayList<>(delegation.addresses());
        Collections.shuffle(addresses, Random.from(random));
        addresses.sort(Comparator.comparing(address -> !(address.address() instanceof Inet4Address)));
        addresses.forEach(this::add);
        List<Name> names = new ArrayList<>(delegation.servers());
        names.removeIf(
                name -> unasked.stream().anyMatch(one -> one.server.server().equals(name)));
        Collections.shuffle(names, Random.from(random));
        withoutAddress.addAll(names);
    }

    Name zone() {
        return zone;
    }

    /// Adds an address that has become known, when its family is in use.
    boolean add(ServerAddress address) {
        return families.admits(address.address()) && unasked.add(new Candidate(address));
    }

    /// The next address to ask; it is off the list until it is put back.
    Optional<Candidate> next() {
        if (silences >= limits.silencesPerZone()) {
            return Optional.empty();
        }
        Candidate next = unasked.poll();
        return Optional.ofNullable(next != null ? next : silent.poll());
    }

    /// The next server whose address has to be looked up first.
    Optional<Name> nextWithoutAddress() {
        if (silences >= limits.silencesPerZone() || lookups >= limits.lookupsPerDelegation()) {
            return Optional.empty();
        }
        Optional<Name> next = Optional.ofNullable(withoutAddress.poll());
        next.ifPresent(_ -> lookups++);
        return next;
    }

    /// True when servers are left only because the limit of lookups forbids more.
    boolean stoppedByLimit() {
        return lookups >= limits.lookupsPerDelegation() && !withoutAddress.isEmpty();
    }

    /// RFC 7766 §5: the same server again, over TCP. False when that is what it was.
    boolean againOverTcp(Candidate candidate) {
        if (candidate.transport == DnsTransport.TCP) {
            return false;
        }
        candidate.transport = DnsTransport.TCP;
        unasked.addFirst(candidate);
        return true;
    }

    /// RFC 6891 §6.2.2: the same server again, without EDNS. False when that is what it was.
    boolean againWithoutEdns(Candidate candidate) {
        if (!candidate.edns) {
            return false;
        }
        candidate.edns = false;
        unasked.addFirst(candidate);
        return true;
    }

    /// The server kept silent: it may be asked once more when all others have been.
    void silent(Candidate candidate) {
        silences++;
        candidate.silences++;
        if (candidate.silences < SILENCES_PER_ADDRESS) {
            silent.add(candidate);
        }
        failed(candidate.server.toString(), FailureReason.TIMEOUT, "timeout");
    }

    /// The server cannot be reached at all. When some of its address family cannot, this host has no way to any of
    /// them.
    void unreachable(Candidate candidate, String why) {
        failed(candidate, FailureReason.UNREACHABLE, why);
        boolean ipv4 = candidate.server.address() instanceof Inet4Address;
        if ((ipv4 ? ++unreachableIpv4 : ++unreachableIpv6) >= UNREACHABLE_OF_A_FAMILY) {
            unasked.removeIf(other -> other.server.address() instanceof Inet4Address == ipv4);
            silent.removeIf(other -> other.server.address() instanceof Inet4Address == ipv4);
        }
    }

    /// The server is of no use for this zone.
    void failed(Candidate candidate, FailureReason reason, String why) {
        failed(candidate.server.toString(), reason, why);
    }

    /// The server of that name is of no use for this zone.
    void failed(String server, FailureReason reason, String why) {
        failures.add(reason);
        complaints.add(server + ": " + why);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// What all failures together come to: the one nearest to an answer.
    FailureReason reason() {
        for (FailureReason reason : List.of(FailureReason.SERVFAIL, FailureReason.LAME, FailureReason.TIMEOUT)) {
            if (failures.contains(reason)) {
                return reason;
            }
        }
        return failures.contains(FailureReason.UNREACHABLE) ? FailureReason.UNREACHABLE : FailureReason.NO_ADDRESS;
    }
}
