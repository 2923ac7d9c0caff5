package org.wirelab.tls;

import java.util.List;
import java.util.Optional;

/// What the client's side of a handshake offers and demands.
///
/// @param versions offered, the preferred one first
/// @param suites offered in this order
/// @param groups for the key agreement, by name, in this order (RFC 8446 §4.2.7); empty for the library's own choice
/// @param keyShares the groups for which a share is sent at once (RFC 8446 §4.2.8): none of them makes the server ask
///     for one (HelloRetryRequest)
/// @param protocols of the application, in the order of preference (RFC 7301); empty to offer none
/// @param serverName the host name for the server_name extension (RFC 6066 §3), which never holds an address
/// @param trust decides on the server's certificate
/// @param extendedMasterSecret whether to offer RFC 7627
/// @param encryptThenMac whether to offer RFC 7366
/// @param statusRequest whether to ask for an OCSP response (RFC 6066 §8)
/// @param sessionTicket whether to welcome a ticket of TLS 1.2 (RFC 5077)
/// @param identity what the client proves itself with when the server asks for it
/// @param preSharedKeys offered in TLS 1.3, bound to the hash of one of the suites
/// @param earlier the session to resume
public record ClientSettings(
        List<TlsVersion> versions,
        List<CipherSuite> suites,
        List<String> groups,
        Optional<List<String>> keyShares,
        List<String> protocols,
        Optional<String> serverName,
        ServerTrust trust,
        boolean extendedMasterSecret,
        boolean encryptThenMac,
        boolean statusRequest,
        boolean sessionTicket,
        Optional<TlsIdentity> identity,
        List<PreSharedKey> preSharedKeys,
        Optional<EarlierSession> earlier) {

    /// The suites of the documented flow: RSA key transport, AES in CBC mode, an HMAC key for each direction.
    public static final List<CipherSuite> DOCUMENTED_SUITES =
            Suites.named("TLS_RSA_WITH_AES_128_CBC_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA");

    /// What servers of today take: TLS 1.3, then forward secrecy with AEAD, then what older ones need.
    public static final List<CipherSuite> MODERN_SUITES = Suites.named(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_RSA_WITH_AES_128_CBC_SHA");

    public ClientSettings {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        keyShares = keyShares.map(List::copyOf);
        protocols = List.copyOf(protocols);
        preSharedKeys = List.copyOf(preSharedKeys);
        if (suites.isEmpty() || versions.isEmpty()) {
            throw new IllegalArgumentException("a ClientHello offers at least one version and one suite");
        }
    }

    /// The documented flow to the letter: TLS 1.2 with neither extension that came later.
    public static ClientSettings documented(Optional<String> serverName, ServerTrust trust) {
        return new ClientSettings(
                List.of(TlsVersion.TLS12),
                DOCUMENTED_SUITES,
                List.of(),
                Optional.empty(),
                List.of(),
                serverName,
                trust,
                false,
                false,
                false,
                false,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /// What a client of today offers to a server that it does not know.
    public static ClientSettings modern(Optional<String> serverName, ServerTrust trust) {
        return new ClientSettings(
                List.of(TlsVersion.TLS13, TlsVersion.TLS12),
                MODERN_SUITES,
                List.of("X25519MLKEM768", "x25519", "secp256r1", "secp384r1", "ffdhe2048", "ffdhe3072"),
                Optional.of(List.of("X25519MLKEM768", "x25519")),
                List.of(),
                serverName,
                trust,
                true,
                true,
                true,
                true,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /// The same with other versions.
    public ClientSettings speaking(TlsVersion... others) {
        return with(List.of(others), suites, groups, keyShares);
    }

    /// The same with other suites.
    public ClientSettings offering(List<CipherSuite> others) {
        return with(versions, others, groups, keyShares);
    }

    /// The same with other groups; a share is sent at once for the first of them.
    public ClientSettings agreeingBy(List<String> others) {
        return with(versions, suites, others, Optional.empty());
    }

    /// The same with shares for these groups only.
    public ClientSettings sharing(List<String> shares) {
        return with(versions, suites, groups, Optional.of(shares));
    }

    private ClientSettings with(
            List<TlsVersion> newVersions,
            List<CipherSuite> newSuites,
            List<String> newGroups,
            Optional<List<String>> newShares) {
        return new ClientSettings(
                newVersions,
                newSuites,
                newGroups,
                newShares,
                protocols,
                serverName,
                trust,
                extendedMasterSecret,
                encryptThenMac,
                statusRequest,
                sessionTicket,
                identity,
                preSharedKeys,
                earlier);
    }

    /// The same with these protocols of the application.
    public ClientSettings withProtocols(List<String> names) {
        return with(names, extendedMasterSecret, encryptThenMac, statusRequest);
    }

    /// The same with or without the extensions of TLS 1.2 that came later.
    public ClientSettings withExtensions(boolean ems, boolean etm) {
        return with(protocols, ems, etm, statusRequest);
    }

    /// The same with or without a request for an OCSP response.
    public ClientSettings withStatusRequest(boolean asking) {
        return with(protocols, extendedMasterSecret, encryptThenMac, asking);
    }

    private ClientSettings with(List<String> newProtocols, boolean ems, boolean etm, boolean asking) {
        return new ClientSettings(
                versions,
                suites,
                groups,
                keyShares,
                newProtocols,
                serverName,
                trust,
                ems,
                etm,
                asking,
                sessionTicket,
                identity,
                preSharedKeys,
                earlier);
    }

    /// The same with a certificate to show.
    public ClientSettings withIdentity(Optional<TlsIdentity> own) {
        return with(own, preSharedKeys, earlier);
    }

    /// The same with keys that both sides have already.
    public ClientSettings withPreSharedKeys(List<PreSharedKey> keys) {
        return with(identity, keys, earlier);
    }

    /// The same, resuming an earlier session.
    public ClientSettings resuming(Optional<EarlierSession> session) {
        return with(identity, preSharedKeys, session);
    }

    private ClientSettings with(
            Optional<TlsIdentity> newIdentity, List<PreSharedKey> newKeys, Optional<EarlierSession> newEarlier) {
        return new ClientSettings(
                versions,
                suites,
                groups,
                keyShares,
                protocols,
                serverName,
                trust,
                extendedMasterSecret,
                encryptThenMac,
                statusRequest,
                sessionTicket,
                newIdentity,
                newKeys,
                newEarlier);
    }
}
