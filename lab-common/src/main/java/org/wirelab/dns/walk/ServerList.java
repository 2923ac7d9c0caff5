package org.wirelab.dns.walk;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.wirelab.dns.AddressOrigin;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.ServerAddress;
import org.wirelab.dns.memory.ServerBook;
import org.wirelab.dns.memory.ZoneCut;
import org.xbill.DNS.Name;

/// The servers of one zone as a lookup works through them: RFC 1034's SLIST.
///
/// IPv4 before IPv6; within a family first the untried ones in random order, then the fastest, and now and then any.
/// Those that kept silent are asked again, with twice the patience. Last, servers are looked up: those whose addresses
/// are not known, those whose addresses only a sibling's glue told, those that only the zone itself names.
final class ServerList {

    /// Why a server's address is looked up.
    enum Want {
        /// The referral brought none.
        NO_GLUE,
        /// It brought one that its own zone has not confirmed, and that one failed.
        SIBLING_GLUE,
        /// The parent does not name the server, the zone itself does; the parent's have failed.
        CHILD_SIDE
    }

    /// A server to look up.
    record Unaddressed(Name server, Want want) {}

    private static final int UNREACHABLE_OF_A_FAMILY = 3;
    private static final int ONE_IN = 20;

    private final Name zone;
    private final WalkSettings settings;
    private final ServerBook book;
    private final Deque<Candidate> unasked = new ArrayDeque<>();
    private final Deque<Candidate> silent = new ArrayDeque<>();
    private final Deque<Unaddressed> unaddressed = new ArrayDeque<>();
    private final Set<InetAddress> listed = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();
    private final Set<FailureReason> failures = EnumSet.noneOf(FailureReason.class);
    private int silences;
    private int silencesAllowed;
    private int lookups;
    private int unreachableIpv4;
    private int unreachableIpv6;

    ServerList(ZoneCut cut, WalkSettings settings, ServerBook book, RandomGenerator random, long now) {
        this.zone = cut.zone();
        this.settings = settings;
        this.book = book;
        this.silencesAllowed = settings.limits().silencesPerZone();
        Random shuffler = Random.from(random);
        List<ServerAddress> addresses = new ArrayList<>(cut.parentSide().addresses());
        Collections.shuffle(addresses, shuffler);
        List<Candidate> candidates = new ArrayList<>();
        addresses.forEach(address -> candidate(address, now).ifPresent(candidates::add));
        candidates.sort(order(now));
        if (candidates.size() > 1 && random.nextInt(ONE_IN) == 0) {
            candidates.addFirst(candidates.remove(random.nextInt(candidates.size())));
        }
        unasked.addAll(candidates);
        nameUnaddressed(cut, addresses, shuffler);
    }

    private void nameUnaddressed(ZoneCut cut, List<ServerAddress> addresses, Random shuffler) {
        Set<Name> addressed = new HashSet<>();
        List<Name> siblings = new ArrayList<>();
        for (ServerAddress address : addresses) {
            if (settings.families().admits(address.address())
                    && addressed.add(address.server())
                    && address.origin() == AddressOrigin.SIBLING_GLUE) {
                siblings.add(address.server());
            }
        }
        List<Name> names = new ArrayList<>(cut.parentSide().servers());
        names.removeAll(addressed);
        Collections.shuffle(names, shuffler);
        names.forEach(name -> unaddressed.add(new Unaddressed(name, Want.NO_GLUE)));
        siblings.forEach(name -> unaddressed.add(new Unaddressed(name, Want.SIBLING_GLUE)));
        cut.onlyChild().forEach(name -> unaddressed.add(new Unaddressed(name, Want.CHILD_SIDE)));
    }

    private Comparator<Candidate> order(long now) {
        return Comparator.<Candidate, Boolean>comparing(
                        one -> book.verdict(one.server().address(), zone, now).isPresent())
                .thenComparing(one -> one.known().dead())
                .thenComparing(one -> !ipv4(one))
                .thenComparing(one -> one.known().smoothedNanos());
    }

    private Optional<Candidate> candidate(ServerAddress address, long now) {
        if (!settings.families().admits(address.address()) || !listed.add(address.address())) {
            return Optional.empty();
        }
        Optional<FailureReason> verdict = book.verdict(address.address(), zone, now);
        if (verdict.filter(FailureReason.LAME::equals).isPresent()) {
            failed(address.toString(), FailureReason.LAME, "was lame a short while ago");
            return Optional.empty();
        }
        return Optional.of(new Candidate(address, book.at(address.address()), settings));
    }

    Name zone() {
        return zone;
    }

    /// Adds an address that has become known, when its family is in use and it is a new one.
    boolean add(ServerAddress address, long now) {
        Optional<Candidate> candidate = candidate(address, now);
        candidate.ifPresent(unasked::add);
        return candidate.isPresent();
    }

    /// The next address to ask; it is off the list until it is put back.
    Optional<Candidate> next() {
        if (silences >= silencesAllowed) {
            return Optional.empty();
        }
        Candidate next = unasked.poll();
        return Optional.ofNullable(next != null ? next : silent.poll());
    }

    /// The next server whose address has to be looked up first.
    Optional<Unaddressed> nextWithoutAddress() {
        if (silences >= silencesAllowed || lookups >= settings.limits().lookupsPerDelegation()) {
            return Optional.empty();
        }
        Optional<Unaddressed> next = Optional.ofNullable(unaddressed.poll());
        next.ifPresent(_ -> lookups++);
        return next;
    }

    /// True when servers are left only because the limit of lookups forbids more.
    boolean stoppedByLimit() {
        return lookups >= settings.limits().lookupsPerDelegation() && !unaddressed.isEmpty();
    }

    /// The same server is asked again at once, in another way or about another name.
    void again(Candidate candidate) {
        unasked.addFirst(candidate);
    }

    /// The server kept silent: it may be asked again when all others have been.
    void silent(Candidate candidate) {
        boolean alive = candidate.alive();
        silences++;
        // A server that has answered before is taken to have lost a packet, and is given twice as many chances.
        silencesAllowed = Math.max(silencesAllowed, settings.limits().silencesPerZone() * (alive ? 2 : 1));
        if (candidate.silent()) {
            silent.add(candidate);
        }
        failed(candidate.server().toString(), FailureReason.TIMEOUT, "timeout");
    }

    /// The server cannot be reached at all. When some of its address family cannot, this host has no way to any of
    /// them.
    void unreachable(Candidate candidate, String why) {
        failed(candidate, FailureReason.UNREACHABLE, why);
        boolean ipv4 = ipv4(candidate);
        if ((ipv4 ? ++unreachableIpv4 : ++unreachableIpv6) >= UNREACHABLE_OF_A_FAMILY) {
            unasked.removeIf(other -> ipv4(other) == ipv4);
            silent.removeIf(other -> ipv4(other) == ipv4);
        }
    }

    /// The server is of no use for this zone.
    void failed(Candidate candidate, FailureReason reason, String why) {
        failed(candidate.server().toString(), reason, why);
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

    private static boolean ipv4(Candidate candidate) {
        return candidate.server().address() instanceof Inet4Address;
    }
}
