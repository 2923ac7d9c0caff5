package org.wirelab.client.tls;

import java.io.IOException;
import java.nio.file.Path;
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
/// @param authorities the file of trusted authorities; empty for the usual ones
/// @param insecure whether to go on with a certificate that is not trusted
/// @param timeout how long to wait for the other end at any point
public record TlsWishes(List<CipherSuite> suites, Optional<Path> authorities, boolean insecure, Duration timeout) {

    /// The documented flow, with whom the lab trusts anyway.
    public static TlsWishes documented(Duration timeout) {
        return new TlsWishes(ClientSettings.DOCUMENTED_SUITES, Optional.empty(), false, timeout);
    }

    public TlsWishes {
        suites = List.copyOf(suites);
    }

    /// The authorities to trust.
    ///
    /// @param usual unless the user named a file
    /// @throws LabException when the file cannot be read
    TrustAnchors anchors(TrustAnchors usual) throws LabException {
        return authorities.isPresent() ? ofFile(authorities.get()) : usual;
    }

    /// The same where nothing but the system's store is trusted by itself.
    TrustAnchors anchors() throws LabException {
        try {
            return authorities.isPresent() ? ofFile(authorities.get()) : TrustAnchors.ofSystem();
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

    private static TrustAnchors ofFile(Path file) throws LabException {
        try {
            return TrustAnchors.ofFile(file);
        } catch (IOException e) {
            throw new LabException(ExitCode.USAGE, "--ca " + e.getMessage(), e);
        }
    }
}
