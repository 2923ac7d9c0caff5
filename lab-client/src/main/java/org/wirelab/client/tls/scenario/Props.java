package org.wirelab.client.tls.scenario;

import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.ClientAuthentication;
import org.wirelab.tls.ClientAuthentication.Demand;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.ServerSettings;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.pki.LabPki;
import org.wirelab.tls.pki.OddCertificates;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.tls.pki.TrustAnchors;
import org.wirelab.tls.scenario.Role;
import org.wirelab.trace.Recorder;

/// What a scenario is made of: certificates, honest and odd, and what the two ends do when nothing is wrong.
///
/// @param act which of the scenario's connections this is, from 0
/// @param towards the end that is to notice
/// @param version of TLS that the ends speak
/// @param lab the lab's own authority and server certificate
/// @param odd certificates with something wrong with them
/// @param clock the time that certificates are held against
/// @param random for what misbehaving ends make up
/// @param client takes what the client's end tells
/// @param server takes what the server's end tells
record Props(
        int act,
        Role towards,
        TlsVersion version,
        LabPki lab,
        OddCertificates odd,
        Clock clock,
        SecureRandom random,
        Recorder client,
        Recorder server) {

    /// The name that the client knows the server by.
    static final String HOST = "localhost";

    private static final List<CipherSuite> MODERN = suites("TLS_AES_128_GCM_SHA256");

    /// A client that offers what the documented flow offers, or its like in TLS 1.3, and trusts the lab's
    /// authority.
    ClientSettings honestClient() {
        ClientSettings documented = ClientSettings.documented(Optional.of(HOST), PkixTrust.of(anchors(), HOST, clock));
        return version == TlsVersion.TLS12
                ? documented
                : documented.speaking(TlsVersion.TLS13).offering(MODERN).agreeingBy(List.of("x25519"));
    }

    /// The lab's server.
    ServerSettings honestServer() {
        return ServerSettings.lab(lab.identity());
    }

    /// A server that goes on only with clients whom the lab's authority vouches for.
    ClientAuthentication strict() {
        return new ClientAuthentication(Demand.REQUIRE, PkixTrust.ofClients(anchors(), clock));
    }

    /// The lab's own authority.
    TrustAnchors anchors() {
        return new TrustAnchors(Set.of(lab.authority()), "the lab's own CA");
    }

    /// Where the end tells that misbehaves: the other one than is aimed at.
    Recorder other() {
        return towards == Role.CLIENT ? server : client;
    }

    /// The key in the lab server's certificate.
    RSAPublicKey serverKey() {
        return (RSAPublicKey) lab.identity().certificate().getPublicKey();
    }

    /// These suites, by their registered names.
    static List<CipherSuite> suites(String... names) {
        return List.of(names).stream()
                .map(name -> CipherSuite.named(name).orElseThrow())
                .toList();
    }
}
