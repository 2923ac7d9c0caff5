package org.wirelab.tls;

import java.util.List;
import java.util.Optional;

/// What the server's side of a handshake accepts, and by which policy it chooses.
///
/// @param versions accepted; the first that the client offers too is taken, in the client's order
/// @param suites accepted; the first that the client offers too is taken, whatever the client prefers
/// @param groups accepted for the key agreement, by name, in the order of preference; empty for the library's own
/// choice
/// @param identities what it proves itself with: by the name that the client calls, and by the kind of key that the
///     suite needs, the first that fits
/// @param extendedMasterSecret whether to agree to RFC 7627 when the client offers it
/// @param encryptThenMac whether to agree to RFC 7366 when the client offers it
/// @param protocols of the application (RFC 7301); empty to pass over what the client offers
/// @param clientAuthentication whether clients are asked for a certificate
/// @param preSharedKeys known before any handshake
/// @param sessions kept for resumption; empty to keep none
public record ServerSettings(
        List<TlsVersion> versions,
        List<CipherSuite> suites,
        List<String> groups,
        List<TlsIdentity> identities,
        boolean extendedMasterSecret,
        boolean encryptThenMac,
        List<String> protocols,
        ClientAuthentication clientAuthentication,
        List<PreSharedKey> preSharedKeys,
        Optional<SessionStore> sessions) {

    /// The lab's policy: the suite of the documented flow before all others, then what today's clients prefer.
    public static final List<CipherSuite> LAB_POLICY = Suites.named(
            "TLS_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256",
            "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_DHE_RSA_WITH_AES_256_CBC_SHA",
            "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_RSA_WITH_AES_256_CBC_SHA256",
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_AES_256_CBC_SHA");

    /// The lab's groups, the one against quantum computers first.
    public static final List<String> LAB_GROUPS = List.of(
            "X25519MLKEM768", "x25519", "secp256r1", "secp384r1", "x448", "ffdhe2048", "ffdhe3072", "ffdhe4096");

    public ServerSettings {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        identities = List.copyOf(identities);
        protocols = List.copyOf(protocols);
        preSharedKeys = List.copyOf(preSharedKeys);
        if (identities.isEmpty()) {
            throw new IllegalArgumentException("a server has at least one identity");
        }
    }

    /// The lab's server: its policy, and every extension that a client asks for.
    public static ServerSettings lab(TlsIdentity... identities) {
        return new ServerSettings(
                List.of(TlsVersion.TLS13, TlsVersion.TLS12),
                LAB_POLICY,
                LAB_GROUPS,
                List.of(identities),
                true,
                true,
                List.of("http/1.1"),
                ClientAuthentication.NONE,
                List.of(),
                Optional.empty());
    }

    /// RFC 6066 §3: the identities for the name that the client calls; all of them where there is none for it.
    List<TlsIdentity> identitiesFor(Optional<String> calledName) {
        if (identities.size() == 1) {
            return identities;
        }
        List<TlsIdentity> named = identities.stream()
                .filter(identity -> calledName
                        .filter(name -> Names.certified(name, identity.certificate()))
                        .isPresent())
                .toList();
        return named.isEmpty() ? identities : named;
    }

    /// The same with other versions.
    public ServerSettings speaking(TlsVersion... others) {
        return with(List.of(others), suites, groups, identities);
    }

    /// The same with other suites.
    public ServerSettings accepting(List<CipherSuite> others) {
        return with(versions, others, groups, identities);
    }

    /// The same with other groups.
    public ServerSettings agreeingBy(List<String> others) {
        return with(versions, suites, others, identities);
    }

    /// The same with other identities.
    public ServerSettings proving(List<TlsIdentity> others) {
        return with(versions, suites, groups, others);
    }

    private ServerSettings with(
            List<TlsVersion> newVersions,
            List<CipherSuite> newSuites,
            List<String> newGroups,
            List<TlsIdentity> newIdentities) {
        return new ServerSettings(
                newVersions,
                newSuites,
                newGroups,
                newIdentities,
                extendedMasterSecret,
                encryptThenMac,
                protocols,
                clientAuthentication,
                preSharedKeys,
                sessions);
    }

    /// The same with or without the extensions of TLS 1.2 that came later.
    public ServerSettings withExtensions(boolean ems, boolean etm) {
        return with(ems, etm, protocols, clientAuthentication);
    }

    /// The same with these protocols of the application.
    public ServerSettings withProtocols(List<String> names) {
        return with(extendedMasterSecret, encryptThenMac, names, clientAuthentication);
    }

    /// The same, asking clients for a certificate.
    public ServerSettings asking(ClientAuthentication clients) {
        return with(extendedMasterSecret, encryptThenMac, protocols, clients);
    }

    private ServerSettings with(boolean ems, boolean etm, List<String> newProtocols, ClientAuthentication clients) {
        return new ServerSettings(
                versions, suites, groups, identities, ems, etm, newProtocols, clients, preSharedKeys, sessions);
    }

    /// The same with keys that both sides have already.
    public ServerSettings withPreSharedKeys(List<PreSharedKey> keys) {
        return new ServerSettings(
                versions,
                suites,
                groups,
                identities,
                extendedMasterSecret,
                encryptThenMac,
                protocols,
                clientAuthentication,
                keys,
                sessions);
    }

    /// The same, keeping sessions for resumption.
    public ServerSettings keeping(SessionStore store) {
        return new ServerSettings(
                versions,
                suites,
                groups,
                identities,
                extendedMasterSecret,
                encryptThenMac,
                protocols,
                clientAuthentication,
                preSharedKeys,
                Optional.of(store));
    }
}
