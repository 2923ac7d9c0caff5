package org.wirelab.client.tls;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.Names;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.tls.pki.TrustAnchors;

/// What the user wants of a TLS connection, before it is known with whom.
///
/// @param suites to offer, in this order
/// @param authorities whom to trust; empty for the usual ones
/// @param insecure whether to go on with a certificate that is not trusted
/// @param timeout how long to wait for the other end at any point
public record TlsWishes(
        List<CipherSuite> suites, Optional<TrustAnchors> authorities, boolean insecure, Duration timeout) {

    /// The documented flow, with whom the lab trusts anyway.
    public static TlsWishes documented(Duration timeout) {
        return new TlsWishes(ClientSettings.DOCUMENTED_SUITES, Optional.empty(), false, timeout);
    }

    public TlsWishes {
        suites = List.copyOf(suites);
    }

    /// The authorities to trust: those that the user named, or these.
    TrustAnchors anchorsOr(TrustAnchors usual) {
        return authorities.orElse(usual);
    }

    /// The same where nothing but the system's store is trusted by itself.
    ///
    /// @throws LabException when that cannot be read
    TrustAnchors anchorsOrSystem() throws LabException {
        try {
            return authorities.isPresent() ? authorities.get() : TrustAnchors.ofSystem();
        } catch (IOException e) {
            throw new LabException(ExitCode.LACKING, String.valueOf(e.getMessage()), e);
        }
    }

    /// What the experiment is to do with this host.
    ///
    /// @param words said once TLS is open
    TlsOptions with(TrustAnchors anchors, String host, String words) {
        PkixTrust trust = PkixTrust.of(anchors, host, Clock.systemUTC());
        Optional<String> serverName = Optional.of(host).filter(name -> !Names.isAddress(name));
        ClientSettings settings = ClientSettings.documented(serverName, insecure ? trust.insecurely() : trust)
                .offering(suites);
        return new TlsOptions(settings, words, timeout);
    }
}
