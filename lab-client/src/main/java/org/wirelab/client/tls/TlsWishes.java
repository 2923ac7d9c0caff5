package org.wirelab.client.tls;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tls.ClientAuthentication;
import org.wirelab.tls.ServerSettings;
import org.wirelab.tls.SessionStore;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.tls.pki.TrustAnchors;

/// What the user wants of a TLS connection, before it is known with whom.
///
/// @param offer what ClientHello is to offer
/// @param authorities whom to trust; empty for the usual ones
/// @param insecure whether to go on with a certificate that is not trusted
/// @param resume whether a second connection is to resume the session of the first one
/// @param keyUpdate whether to go on under the next keys after the first words (TLS 1.3)
/// @param timeout how long to wait for the other end at any point
public record TlsWishes(
        Offer offer,
        Optional<TrustAnchors> authorities,
        boolean insecure,
        boolean resume,
        boolean keyUpdate,
        Duration timeout) {

    /// The documented flow, with whom the lab trusts anyway.
    public static TlsWishes documented(Duration timeout) {
        return new TlsWishes(Offer.OPEN, Optional.empty(), false, false, false, timeout);
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
    /// @param stranger whether the server is somebody else's
    /// @param labs the lab's own client certificate
    /// @param words said once TLS is open
    TlsOptions with(TrustAnchors anchors, boolean stranger, String host, Optional<TlsIdentity> labs, String words) {
        PkixTrust usual = PkixTrust.of(anchors, host, Clock.systemUTC());
        PkixTrust trust = offer.askedName().map(usual::askedFor).orElse(usual);
        Optional<TlsIdentity> own = offer.labIdentity() ? labs : offer.identity();
        return new TlsOptions(
                offer.settings(stranger, host, insecure ? trust.insecurely() : trust, own), words, keyUpdate, timeout);
    }

    /// How the embedded server is to be, so that the wish can come true.
    ///
    /// @param labs whom the lab's server trusts for clients
    UnaryOperator<ServerSettings> embedded(TrustAnchors labs) {
        return settings -> {
            ServerSettings wanted =
                    settings.withPreSharedKeys(offer.key().map(List::of).orElse(List.of()));
            if (!offer.protocols().isEmpty()) {
                wanted = wanted.withProtocols(offer.protocols());
            }
            if (resume) {
                wanted = wanted.keeping(new SessionStore(Clock.systemUTC()));
            }
            boolean certified = offer.labIdentity() || offer.identity().isPresent();
            return certified
                    ? wanted.asking(new ClientAuthentication(
                            ClientAuthentication.Demand.REQUEST, PkixTrust.ofClients(labs, Clock.systemUTC())))
                    : wanted;
        };
    }
}
