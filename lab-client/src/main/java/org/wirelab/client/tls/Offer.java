package org.wirelab.client.tls;

import java.util.List;
import java.util.Optional;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.Names;
import org.wirelab.tls.PreSharedKey;
import org.wirelab.tls.ServerTrust;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.tls.TlsVersion;

/// What the user wants a ClientHello to offer; what is left open is decided when it is known with whom.
///
/// @param versions in the order of preference; empty when left open
/// @param suites in the order of preference; empty when left open
/// @param groups in the order of preference; empty when left open
/// @param keyShares the groups with a share in the first ClientHello; empty when left open
/// @param protocols of the application, for ALPN
/// @param serverName for SNI: empty when left open, `none` to leave it out
/// @param identity what the client proves itself with
/// @param labIdentity whether that is the lab's own
/// @param key that both sides have already
/// @param extendedMasterSecret whether it may be offered
/// @param encryptThenMac whether it may be offered
record Offer(
        List<TlsVersion> versions,
        List<CipherSuite> suites,
        List<String> groups,
        Optional<List<String>> keyShares,
        List<String> protocols,
        Optional<String> serverName,
        Optional<TlsIdentity> identity,
        boolean labIdentity,
        Optional<PreSharedKey> key,
        boolean extendedMasterSecret,
        boolean encryptThenMac) {

    /// What leaves the server name out.
    static final String NO_NAME = "none";

    /// Nothing said: everything is left open.
    static final Offer OPEN = new Offer(
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            true,
            true);

    Offer {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        protocols = List.copyOf(protocols);
    }

    /// True when the documented handshake is wanted: the user asked for nothing that came later.
    boolean documented() {
        return !versions.contains(TlsVersion.TLS13)
                && suites.isEmpty()
                && groups.isEmpty()
                && keyShares.isEmpty()
                && protocols.isEmpty()
                && identity.isEmpty()
                && !labIdentity
                && key.isEmpty();
    }

    /// The name that the user has SNI ask for; empty where it is left out, or is the host's.
    Optional<String> askedName() {
        return serverName.filter(name -> !name.equals(NO_NAME));
    }

    /// The settings for this server.
    ///
    /// @param stranger whether it is somebody else's, which may not take what the notes describe
    /// @param host as the user typed it
    /// @param own what the client proves itself with, if it is asked
    ClientSettings settings(boolean stranger, String host, ServerTrust trust, Optional<TlsIdentity> own) {
        Optional<String> name = serverName
                .or(() -> Optional.of(host).filter(typed -> !Names.isAddress(typed)))
                .filter(wanted -> !wanted.equals(NO_NAME));
        if (documented() && !stranger) {
            return ClientSettings.documented(name, trust);
        }
        ClientSettings modern = ClientSettings.modern(name, trust);
        List<TlsVersion> spoken = spoken(modern);
        ClientSettings settings = modern.speaking(spoken.toArray(TlsVersion[]::new))
                .offering(suites.isEmpty() ? suitesOf(spoken, modern.suites()) : suites)
                .withProtocols(protocols)
                .withExtensions(extendedMasterSecret, encryptThenMac)
                .withIdentity(own)
                .withPreSharedKeys(key.map(List::of).orElse(List.of()));
        if (!groups.isEmpty()) {
            settings = settings.agreeingBy(groups);
        }
        return keyShares.isEmpty() ? settings : settings.sharing(keyShares.get());
    }

    /// The versions that were asked for, or those that the suites belong to.
    private List<TlsVersion> spoken(ClientSettings modern) {
        if (!versions.isEmpty()) {
            return versions;
        }
        if (key.isPresent()) {
            return List.of(TlsVersion.TLS13);
        }
        return suites.isEmpty()
                ? modern.versions()
                : modern.versions().stream()
                        .filter(version -> suites.stream().anyMatch(suite -> belongs(suite, version)))
                        .toList();
    }

    private static List<CipherSuite> suitesOf(List<TlsVersion> versions, List<CipherSuite> all) {
        return all.stream()
                .filter(suite -> versions.stream().anyMatch(version -> belongs(suite, version)))
                .toList();
    }

    private static boolean belongs(CipherSuite suite, TlsVersion version) {
        return suite.tls13() == (version == TlsVersion.TLS13);
    }
}
