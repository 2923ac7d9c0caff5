package org.wirelab.client.tls;

import java.time.Duration;
import java.util.Optional;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.EarlierSession;

/// What one TLS experiment is to do.
///
/// @param settings what the client offers and whom it trusts
/// @param words what it says once TLS is open
/// @param keyUpdate whether it goes on under the next keys then, and says it again (TLS 1.3)
/// @param timeout how long to wait for the connection, for the handshake and for an answer, each
public record TlsOptions(ClientSettings settings, String words, boolean keyUpdate, Duration timeout) {

    /// What the lab says to its own server, which repeats every line.
    public static final String GREETING = "Hello, said under the new keys.\n";

    /// One that updates no keys.
    public TlsOptions(ClientSettings settings, String words, Duration timeout) {
        this(settings, words, false, timeout);
    }

    /// What any web server understands, the lab's included.
    ///
    /// @param host as it stands in the Host field
    public static String request(String host) {
        return "GET / HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: wirelab\r\nConnection: close\r\n\r\n";
    }

    /// The same, resuming this session.
    TlsOptions resuming(EarlierSession session) {
        return new TlsOptions(settings.resuming(Optional.of(session)), words, keyUpdate, timeout);
    }
}
