package org.wirelab.dns.memory;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.wirelab.dns.FailureReason;
import org.xbill.DNS.Name;

/// The name servers that have been asked, by address: how fast they answer, what they can, what they are no use for.
public final class ServerBook {

    private static final Duration LAME = Duration.ofSeconds(60);
    private static final Duration FAILING = Duration.ofSeconds(5);

    private record Place(InetAddress address, Name zone) {}

    private record Verdict(FailureReason reason, long expires) {}

    private final Bounded<InetAddress, KnownServer> servers;
    private final Bounded<Place, Verdict> verdicts;

    ServerBook(int most) {
        this.servers = new Bounded<>(most);
        this.verdicts = new Bounded<>(most);
    }

    /// What is known of an address; a blank page for one that has never been asked.
    public KnownServer at(InetAddress address) {
        return servers.get(address, KnownServer::new);
    }

    /// Keeps for a short while that a server is of no use for a zone (RFC 9520 §3.2): a lame one for a
    /// minute, one that failed for seconds.
    public void useless(InetAddress address, Name zone, FailureReason reason, long now) {
        Duration pause = reason == FailureReason.LAME ? LAME : FAILING;
        verdicts.put(new Place(address, zone), new Verdict(reason, now + pause.toNanos()));
    }

    /// Why a server was of no use for a zone a short while ago.
    public Optional<FailureReason> verdict(InetAddress address, Name zone, long now) {
        return verdicts.size() == 0
                ? Optional.empty()
                : verdicts.get(new Place(address, zone))
                        .filter(verdict -> now - verdict.expires() < 0)
                        .map(Verdict::reason);
    }
}
