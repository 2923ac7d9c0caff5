package org.wirelab.tls;

import java.util.Arrays;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.PskIdentity;
import org.bouncycastle.tls.TlsSession;

/// What a server shares with a client from before the handshake: pre-shared keys, and sessions that can be resumed.
final class WhatWasBefore {

    private final ServerSettings settings;
    private Optional<PreSharedKey> chosen = Optional.empty();

    WhatWasBefore(ServerSettings settings) {
        this.settings = settings;
    }

    /// The first of the offered keys that this server knows.
    ///
    /// @param offered the client's identities, of which the chosen one is changed for the library's second look
    @SuppressWarnings({"unchecked", "rawtypes"}) // Bouncy Castle's list is raw.
    Optional<PreSharedKey> key(Vector offered) {
        for (int i = 0; i < offered.size(); i++) {
            Bytes identity = Bytes.of(((PskIdentity) offered.get(i)).getIdentity());
            Optional<PreSharedKey> known = settings.preSharedKeys().stream()
                    .filter(key -> key.identity().equals(identity))
                    .findFirst()
                    .or(() -> settings.sessions().flatMap(store -> store.key(identity)));
            if (known.isPresent()) {
                chosen = known;
                // the library looks the key up again in this list, as an external one, whose age is 0 (RFC 8446
                // §4.2.11)
                offered.set(i, new PskIdentity(identity.toArray(), 0));
                return known;
            }
        }
        return Optional.empty();
    }

    /// RFC 8446 §4.2.11: a pre-shared key goes with suites of its hash only.
    int[] fitting(int[] suites) {
        return chosen.map(key -> Arrays.stream(suites)
                        .filter(id -> CipherSuite.of(id).prfHash().equals(key.hash()))
                        .toArray())
                .orElse(suites);
    }

    /// The session of TLS 1.2 with this id.
    Optional<TlsSession> session(Bytes id) {
        return settings.sessions().flatMap(store -> store.session(id));
    }

    /// The session may be resumed later.
    void keep(TlsSession session) {
        settings.sessions().ifPresent(store -> store.keep(Bytes.of(session.getSessionID()), session));
    }
}
