package org.wirelab.client.tls.scenario;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.scenario.HandshakeFlows;
import org.wirelab.tls.scenario.Role;
import org.wirelab.tls.scenario.Scripts;

/// The scenarios in which a man in the middle changes a message of the handshake that travels in the clear.
///
/// @param name on the command line
/// @param flow what is documented of it
/// @param towards the ends that it can be aimed at
/// @param casting who plays what
record Hellos(String name, Flow flow, List<Role> towards, Casting casting) implements Scenario {

    /// A strong suite and a weaker one; neither has extended master secret here, so that the keys are the same
    /// whatever was offered and it is Finished that finds out.
    private static final List<CipherSuite> TWO =
            Props.suites("TLS_RSA_WITH_AES_256_CBC_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA");

    static final Scenario TAMPERED_CERTIFICATE = new Hellos(
            "tampered-certificate",
            HandshakeFlows.TAMPERED_CERTIFICATE,
            List.of(Role.CLIENT, Role.SERVER),
            Hellos::keyReplaced);

    static final Scenario SUITE_STRIP = new Hellos(
            "suite-strip",
            HandshakeFlows.SUITE_STRIP,
            List.of(Role.SERVER, Role.CLIENT),
            props -> Cast.of(
                            props.honestClient().offering(TWO),
                            props.honestServer().accepting(TWO))
                    .interfering(
                            props.towards() == Role.SERVER
                                    ? Scripts.stripSuites()
                                    : Scripts.replaceSuite(TWO.getLast())));

    static final Scenario DOWNGRADE = new Hellos(
            "downgrade",
            HandshakeFlows.DOWNGRADE,
            List.of(Role.CLIENT),
            props -> Cast.of(
                            props.honestClient()
                                    .speaking(TlsVersion.TLS13, TlsVersion.TLS12)
                                    .offering(Props.suites(
                                            "TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"))
                                    .agreeingBy(List.of("x25519")),
                            props.honestServer())
                    .interfering(Scripts.stripVersions()));

    /// Who plays what.
    interface Casting {
        Cast of(Props props) throws GeneralSecurityException;
    }

    /// The server's key is RSA, the client's is on a curve; the key that takes its place is of the same kind.
    private static Cast keyReplaced(Props props) throws GeneralSecurityException {
        boolean servers = props.towards() == Role.CLIENT;
        Cast cast = servers
                ? Cast.honest(props)
                : Cast.of(
                        props.honestClient()
                                .withIdentity(Optional.of(props.lab().client())),
                        props.honestServer().asking(props.strict()));
        TlsIdentity holder = servers ? props.lab().identity() : props.lab().client();
        KeyPair other = servers ? props.odd().strangersKeys() : props.odd().strangersCurveKeys();
        return cast.interfering(Scripts.replaceKey(
                props.towards(),
                Bytes.of(holder.certificate().getPublicKey().getEncoded()),
                Bytes.of(other.getPublic().getEncoded())));
    }

    @Override
    public boolean relayed() {
        return true;
    }

    @Override
    public Cast cast(Props props) throws GeneralSecurityException {
        return casting.of(props);
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        stage.connect();
        stage.awaitEnds();
    }
}
