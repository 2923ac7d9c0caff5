package org.wirelab.client.tls.scenario;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tls.ApplicationData;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.DerivedSecret;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.tls.offline.CapturedSession;
import org.wirelab.tls.offline.CapturedTls;
import org.wirelab.tls.offline.Secrets;
import org.wirelab.tls.offline.ServerKey;
import org.wirelab.tls.scenario.Eavesdropper;
import org.wirelab.tls.scenario.ForwardSecrecyFlow;
import org.wirelab.tls.scenario.Overheard;
import org.wirelab.tls.scenario.Role;
import org.wirelab.trace.Observation;

/// Somebody keeps two sessions, one of RSA key transport and one of an ephemeral exchange; later the server's
/// private key becomes his. What he then reads is found out by reading, with nothing but the octets that he kept
/// and that key.
final class ForwardSecrecy implements Scenario {

    private static final String WORDS = "What is said today and is nobody's business for years.\n";

    private static final List<List<CipherSuite>> ACTS = List.of(
            Props.suites("TLS_RSA_WITH_AES_128_CBC_SHA256"), Props.suites("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"));

    @Override
    public String name() {
        return "forward-secrecy";
    }

    @Override
    public Flow flow() {
        return ForwardSecrecyFlow.FLOW;
    }

    @Override
    public List<Role> towards() {
        return List.of(Role.SERVER);
    }

    @Override
    public int acts() {
        return ACTS.size();
    }

    @Override
    public boolean relayed() {
        return true;
    }

    @Override
    public Cast cast(Props props) {
        return Cast.of(props.honestClient().offering(ACTS.get(props.act())), props.honestServer())
                .interfering(new Eavesdropper());
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        stage.connect();
        stage.client().awaitOpen();
        stage.client().say(WORDS);
        stage.server().awaitHeard(WORDS);
        stage.client().close();
        stage.awaitEnds();
        if (stage.between().script() instanceof Eavesdropper kept) {
            stage.tell(overheard(kept, stage.props().lab().identity()));
        }
    }

    private static Overheard overheard(Eavesdropper kept, TlsIdentity server) {
        RSAPrivateKey key = (RSAPrivateKey) server.privateKey();
        String file = server.keyFile().map(Object::toString).orElse("");
        Heard heard = new Heard();
        CapturedSession without = read(kept, Secrets.none(), new Heard());
        CapturedSession with =
                read(kept, Secrets.of(new ServerKey(key.getModulus(), key.getPrivateExponent(), file)), heard);
        return new Overheard(
                with.suite(),
                kept.octetsTo(Role.SERVER).length(),
                kept.octetsTo(Role.CLIENT).length(),
                with.records(),
                without.read(),
                with.read(),
                heard.preMasterSecrets.isEmpty() ? null : heard.preMasterSecrets.getFirst(),
                heard.plaintext.toString());
    }

    private static CapturedSession read(Eavesdropper kept, Secrets secrets, Heard heard) {
        return CapturedTls.read(
                Role.CLIENT.label(),
                Role.SERVER.label(),
                kept.octetsTo(Role.SERVER).toArray(),
                kept.octetsTo(Role.CLIENT).toArray(),
                secrets,
                heard::take);
    }

    /// What reading brings to light.
    private static final class Heard {
        private final List<Bytes> preMasterSecrets = new ArrayList<>();
        private final StringBuilder plaintext = new StringBuilder();

        void take(Observation observation) {
            switch (observation) {
                case DerivedSecret secret when secret.is("pre_master_secret") -> preMasterSecrets.add(secret.value());
                case ApplicationData data ->
                    plaintext.append(new String(data.bytes().toArray(), StandardCharsets.UTF_8));
                default -> {} // what stands in the clear
            }
        }
    }
}
