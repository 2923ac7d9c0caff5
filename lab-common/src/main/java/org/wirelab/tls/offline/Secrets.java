package org.wirelab.tls.offline;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/// What somebody gives to open a capture with: lines of key logs, and private keys of servers.
///
/// @param keyLog may grow while the capture is read: it can bring lines of its own
public record Secrets(KeyLog keyLog, List<ServerKey> serverKeys) {

    public Secrets {
        serverKeys = List.copyOf(serverKeys);
    }

    /// Nothing.
    public static Secrets none() {
        return new Secrets(new KeyLog(), List.of());
    }

    /// One private key and nothing else.
    public static Secrets of(ServerKey key) {
        return new Secrets(new KeyLog(), List.of(key));
    }

    /// True when there is nothing to open anything with.
    boolean isEmpty() {
        return keyLog.isEmpty() && serverKeys.isEmpty();
    }

    /// The private half of this key.
    Optional<ServerKey> keyFor(PublicKey certified) {
        return serverKeys.stream().filter(key -> key.fits(certified)).findFirst();
    }
}
