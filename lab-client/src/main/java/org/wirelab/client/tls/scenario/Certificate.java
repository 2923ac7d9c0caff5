package org.wirelab.client.tls.scenario;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tls.Certificates;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.pki.OddCertificates;
import org.wirelab.tls.pki.OddCertificates.Holder;
import org.wirelab.tls.scenario.CertificateFlows;
import org.wirelab.tls.scenario.Role;
import org.wirelab.tls.scenario.ScenarioObservation.OddCertificate;

/// The scenarios about certificates: one end shows one that was made to be refused, the other refuses it.
///
/// @param name on the command line
/// @param flow what is documented of it
/// @param towards the ends that it can be aimed at: a server asks for no name, so that a client has no wrong one
/// @param odd makes the certificate
record Certificate(String name, Flow flow, List<Role> towards, Odd odd) implements Scenario {

    private static final List<Role> EITHER = List.of(Role.CLIENT, Role.SERVER);

    static final List<Scenario> ALL = List.of(
            new Certificate("expired", CertificateFlows.EXPIRED, EITHER, OddCertificates::expired),
            new Certificate("wrong-ca", CertificateFlows.WRONG_CA, EITHER, OddCertificates::ofStranger),
            new Certificate(
                    "wrong-host", CertificateFlows.WRONG_HOST, List.of(Role.CLIENT), OddCertificates::ofAnotherHost),
            new Certificate("self-signed", CertificateFlows.SELF_SIGNED, EITHER, OddCertificates::selfSigned),
            new Certificate("weak-key", CertificateFlows.WEAK_KEY, EITHER, OddCertificates::weak));

    /// Makes one odd certificate.
    interface Odd {
        TlsIdentity of(OddCertificates certificates, Holder holder) throws GeneralSecurityException;
    }

    @Override
    public List<TlsVersion> versions() {
        return List.of(TlsVersion.TLS12, TlsVersion.TLS13);
    }

    @Override
    public Cast cast(Props props) throws GeneralSecurityException {
        boolean servers = props.towards() == Role.CLIENT;
        TlsIdentity shown = odd.of(props.odd(), servers ? Holder.SERVER : Holder.CLIENT);
        Cast cast = servers
                ? Cast.of(props.honestClient(), props.honestServer().proving(List.of(shown)))
                : Cast.of(
                        props.honestClient().withIdentity(Optional.of(shown)),
                        props.honestServer().asking(props.strict()));
        return cast.knowing(premise(props, shown.certificate()));
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        stage.connect();
        stage.awaitEnds();
    }

    private static OddCertificate premise(Props props, X509Certificate certificate) {
        return new OddCertificate(
                props.towards().other(),
                props.towards(),
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getNotBefore().toInstant().toString(),
                certificate.getNotAfter().toInstant().toString(),
                Certificates.describe(certificate.getPublicKey()),
                Certificates.alternativeNames(certificate),
                props.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                props.towards() == Role.CLIENT ? Props.HOST : "",
                List.of(props.lab().authority().getSubjectX500Principal().getName()),
                Certificates.der(certificate));
    }
}
