package org.wirelab.tls.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.wirelab.tls.TlsIdentity;

/// Certificates with one thing wrong with each, for a server or for a client.
///
/// Their keys are the lab's own, or kept beside them, since making RSA keys is slow; the certificates are made when
/// they are asked for.
public final class OddCertificates {

    private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "::1");
    private static final List<String> OTHER_NAMES = List.of("elsewhere.example");
    private static final Duration SHORT = Duration.ofDays(7);
    private static final Duration LONG = Duration.ofDays(3650);
    private static final Duration LAST_YEAR = Duration.ofDays(366);
    private static final int WEAK_BITS = 1024;

    /// Whose certificate it is.
    public enum Holder {
        /// It is for servers, and names them.
        SERVER,
        /// It is for clients.
        CLIENT;

        private String subject() {
            return "CN=Wirelab odd " + (this == SERVER ? "server" : "client") + ",O=Wirelab";
        }
    }

    private final PkiFolder folder;
    private final LabPki lab;
    private final Clock clock;
    private final CertificateMaker maker;

    /// @param folder where the lab's certificates are kept
    /// @param lab the authority that vouches for them, as far as any does
    /// @param clock what is expired is so by this clock
    public OddCertificates(PkiFolder folder, LabPki lab, Clock clock) {
        this.folder = folder;
        this.lab = lab;
        this.clock = clock;
        this.maker = new CertificateMaker(clock);
    }

    /// One that was valid until yesterday.
    public TlsIdentity expired(Holder holder) throws GeneralSecurityException {
        CertificateMaker lastYear = new CertificateMaker(Clock.offset(clock, LAST_YEAR.negated()));
        return issued(lastYear, holder, NAMES, keys(holder), ofLab(), LAST_YEAR.minusDays(1));
    }

    /// One that an authority issued which nobody here trusts; that authority's own certificate goes along.
    public TlsIdentity ofStranger(Holder holder) throws GeneralSecurityException {
        return issued(maker, holder, NAMES, keys(holder), stranger(), SHORT);
    }

    /// One for another host.
    public TlsIdentity ofAnotherHost(Holder holder) throws GeneralSecurityException {
        return issued(maker, holder, OTHER_NAMES, keys(holder), ofLab(), SHORT);
    }

    /// One by which the holder vouches for itself.
    public TlsIdentity selfSigned(Holder holder) throws GeneralSecurityException {
        KeyPair keys = keys(holder);
        X509Certificate certificate = switch (holder) {
            case SERVER -> maker.selfSigned(holder.subject(), NAMES, keys, SHORT);
            case CLIENT -> maker.selfSignedClient(holder.subject(), keys, SHORT);
        };
        return new TlsIdentity(List.of(certificate), keys.getPrivate());
    }

    /// One with an RSA key of 1024 bits.
    public TlsIdentity weak(Holder holder) throws GeneralSecurityException {
        Certified weak = folder.keep("weak", () -> {
            KeyPair keys = maker.keys(WEAK_BITS);
            return new Certified(maker.selfSigned(Holder.SERVER.subject(), NAMES, keys, LONG), keys);
        });
        return issued(maker, holder, NAMES, weak.keys(), ofLab(), SHORT);
    }

    /// The RSA keys of somebody who is not to be trusted.
    public KeyPair strangersKeys() throws GeneralSecurityException {
        return stranger().keys();
    }

    /// Keys on a curve that nobody has a certificate for, made anew.
    public KeyPair strangersCurveKeys() throws GeneralSecurityException {
        return maker.curveKeys();
    }

    private TlsIdentity issued(
            CertificateMaker by, Holder holder, List<String> names, KeyPair keys, Certified issuer, Duration lifetime)
            throws GeneralSecurityException {
        X509Certificate certificate = switch (holder) {
            case SERVER -> by.server(holder.subject(), names, keys, issuer.certificate(), issuer.keys(), lifetime);
            case CLIENT -> by.client(holder.subject(), keys, issuer.certificate(), issuer.keys(), lifetime);
        };
        return new TlsIdentity(List.of(certificate, issuer.certificate()), keys.getPrivate());
    }

    private Certified stranger() throws GeneralSecurityException {
        return folder.keep("stranger", () -> {
            KeyPair keys = maker.keys();
            return new Certified(maker.authority("CN=Stranger CA,O=Nobody", keys, LONG), keys);
        });
    }

    private Certified ofLab() {
        return new Certified(lab.authority(), lab.authorityKeys());
    }

    private KeyPair keys(Holder holder) {
        TlsIdentity own = holder == Holder.SERVER ? lab.identity() : lab.client();
        return new KeyPair(own.certificate().getPublicKey(), own.privateKey());
    }
}
