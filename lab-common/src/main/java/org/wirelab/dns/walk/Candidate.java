package org.wirelab.dns.walk;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.ServerAddress;
import org.wirelab.dns.memory.KnownServer;

/// One address of a zone's server as a lookup asks it: how, how often, how patiently.
final class Candidate {

    private static final int TRIES = 3;
    private static final int TRIES_OF_THE_LIVING = 6;
    private static final int SILENCES_TO_EDNS = 2;

    private final ServerAddress server;
    private final KnownServer known;
    private final WalkSettings settings;
    private final boolean alive;
    private DnsTransport transport;
    private boolean edns;
    private boolean cased;
    private int silences;
    private int badCookies;
    private boolean plainAfterSilence;

    Candidate(ServerAddress server, KnownServer known, WalkSettings settings) {
        this.server = server;
        this.known = known;
        this.settings = settings;
        this.alive = known.alive();
        this.transport = settings.tcp() ? DnsTransport.TCP : DnsTransport.UDP;
        this.edns = settings.payload() > 0 && known.edns() != KnownServer.EdnsSupport.FAILS;
        this.cased = settings.caseRandomised() && !known.changesCase();
    }

    ServerAddress server() {
        return server;
    }

    KnownServer known() {
        return known;
    }

    DnsTransport transport() {
        return transport;
    }

    /// How often in a row it has kept silent in this lookup.
    int silences() {
        return silences;
    }

    /// True when names go to it with letters in random case: over UDP only, where anybody can send replies.
    boolean cased() {
        return cased && transport == DnsTransport.UDP;
    }

    /// True when it had answered before this lookup: its silence is then more likely a lost packet.
    boolean alive() {
        return alive;
    }

    /// What the next query to it says by EDNS.
    Edns edns(RandomGenerator random) {
        return edns ? new Edns(settings.payload(), settings.dnssec(), Optional.of(known.cookie(random))) : Edns.NONE;
    }

    /// RFC 1035 §4.2.1: a server that keeps silent is given more time, not more queries.
    Duration timeout() {
        Duration patience = known.patience(settings.limits().firstTimeout()).multipliedBy(1L << silences);
        return transport == DnsTransport.TCP ? patience.multipliedBy(2) : patience;
    }

    /// It kept silent once more. One that never answered with EDNS may be dropping queries that have it, which no
    /// RFC allows and some do: it is then asked without, unless signatures are wanted.
    ///
    /// @return whether it may be asked once more
    boolean silent() {
        silences++;
        if (edns
                && silences >= SILENCES_TO_EDNS
                && !settings.dnssec()
                && known.edns() == KnownServer.EdnsSupport.UNKNOWN) {
            edns = false;
            plainAfterSilence = true;
        }
        return silences < (alive ? TRIES_OF_THE_LIVING : TRIES);
    }

    /// It responded: the next query to it is not one more try.
    void heard() {
        silences = 0;
    }

    /// True when it is asked without EDNS because it kept silent to it.
    boolean plainAfterSilence() {
        return plainAfterSilence;
    }

    /// RFC 7766 §5: from now on over TCP. False when that is what it was.
    boolean overTcp() {
        boolean change = transport == DnsTransport.UDP;
        transport = DnsTransport.TCP;
        return change;
    }

    /// RFC 6891 §6.2.2: from now on without EDNS. False when that is what it was.
    boolean withoutEdns() {
        boolean change = edns;
        edns = false;
        return change;
    }

    /// RFC 7873 §5.3: a server that rejects its own new cookie as well is asked over TCP.
    ///
    /// @return whether that was the first time
    boolean firstBadCookie() {
        badCookies++;
        return badCookies == 1;
    }
}
