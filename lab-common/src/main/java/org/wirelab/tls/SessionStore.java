package org.wirelab.tls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.tls.TlsSession;
import org.jspecify.annotations.Nullable;

/// The sessions that a server may resume: a bounded memory, in which each entry lives for a while.
///
/// Nothing of it is ever written to a file. Safe for several threads.
public final class SessionStore {

    /// How long a session may be resumed. RFC 5246 §F.1.4 advises a day at most, RFC 8446 §4.6.1 allows a week.
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final int MOST = 1000;

    private record Kept<S>(S session, Instant until) {}

    private final Clock clock;
    private final Map<Bytes, Kept<TlsSession>> byId = bounded();
    private final Map<Bytes, Kept<PreSharedKey>> byTicket = bounded();

    /// @param clock tells when a session is too old
    public SessionStore(Clock clock) {
        this.clock = clock;
    }

    synchronized void keep(Bytes id, TlsSession session) {
        byId.put(id, new Kept<>(session, clock.instant().plus(LIFETIME)));
    }

    synchronized void keep(PreSharedKey key) {
        byTicket.put(key.identity(), new Kept<>(key, clock.instant().plus(LIFETIME)));
    }

    /// The session of TLS 1.2 with this id, if it is still kept.
    synchronized Optional<TlsSession> session(Bytes id) {
        return fresh(byId.get(id)).filter(TlsSession::isResumable);
    }

    /// The key of TLS 1.3 that this ticket stands for, if it is still kept.
    synchronized Optional<PreSharedKey> key(Bytes ticket) {
        return fresh(byTicket.get(ticket));
    }

    private <S> Optional<S> fresh(@Nullable Kept<S> kept) {
        return kept == null || kept.until.isBefore(clock.instant()) ? Optional.empty() : Optional.of(kept.session);
    }

    private static <S> Map<Bytes, S> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Bytes, S> eldest) {
                return size() > MOST;
            }
        };
    }
}
