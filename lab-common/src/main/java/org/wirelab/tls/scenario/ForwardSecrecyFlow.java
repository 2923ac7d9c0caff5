package org.wirelab.tls.scenario;

import java.nio.charset.StandardCharsets;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Step;
import org.wirelab.tls.ApplicationData;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.DerivedSecret;
import org.wirelab.tls.Direction;
import org.wirelab.tls.HandshakeMessage;
import org.wirelab.tls.SuiteChosen;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// Two sessions that somebody has kept, and what the server's private key is to them (RFC 5246 §F.1.1, RFC 8446 §E.1):
/// one of RSA key transport, one of an ephemeral exchange.
public final class ForwardSecrecyFlow {

    private static final String ID = "tls.scenario.forward_secrecy.";
    private static final Letter<String> SUITE = Letter.of("suite");
    private static final Letter<Bytes> CLIENTS = Letter.hidden("the client's pre-master secret");
    private static final Letter<String> SAID = Letter.hidden("what was said");

    public static final Flow FLOW = Flow.of(
            "tls.scenario.forward_secrecy",
            Step.of(ID + "1", SuiteChosen.class, (SuiteChosen _) -> true)
                    .seenBy(Source.TLS)
                    .let(SUITE, SuiteChosen::chosen),
            Step.of(ID + "2", DerivedSecret.class, (DerivedSecret secret) -> secret.is("pre_master_secret"))
                    .seenBy(Source.TLS, Side.CLIENT)
                    .let(CLIENTS, DerivedSecret::value),
            Step.of(ID + "3", ApplicationData.class, (ApplicationData data) -> data.direction() == Direction.RECEIVED)
                    .seenBy(Source.TLS, Side.SERVER)
                    .let(SAID, data -> text(data.bytes())),
            overheard(ID + "4")
                    .check(
                            "he has protected records of both, and opens none of them",
                            kept -> kept.records() > 0 && kept.readWithoutKey() == 0),
            overheard(ID + "5")
                    .check(
                            "the pre-master secret that he decrypts is the client's",
                            (kept, letters) ->
                                    kept.preMasterSecret() != null && letters.is(CLIENTS, kept.preMasterSecret()),
                            CLIENTS)
                    .notApplicableWhen(HandshakeMessage.class, ForwardSecrecyFlow::isEphemeral, ID + "5.ephemeral"),
            overheard(ID + "6")
                    .check(
                            "he opens every record and reads what was said",
                            (kept, letters) -> kept.readWithKey() == kept.records()
                                    && kept.plaintext().contains(letters.get(SAID)),
                            SAID)
                    .notApplicableWhen(HandshakeMessage.class, ForwardSecrecyFlow::isEphemeral, ID + "6.ephemeral"),
            overheard(ID + "7")
                    .check(
                            "the key decrypts nothing, and no record opens",
                            kept -> kept.readWithKey() == 0
                                    && kept.preMasterSecret() == null
                                    && kept.plaintext().isEmpty())
                    .notApplicableWhen(
                            HandshakeMessage.class,
                            hello -> hello.is("ServerHello") && !isEphemeral(hello),
                            ID + "7.transported"));

    private ForwardSecrecyFlow() {}

    private static Step<Overheard> overheard(String id) {
        return Step.of(id, Overheard.class, (Overheard _) -> true);
    }

    private static boolean isEphemeral(HandshakeMessage hello) {
        return hello.is("ServerHello")
                && CipherSuite.named(hello.text("cipher_suite"))
                        .filter(CipherSuite::forwardSecret)
                        .isPresent();
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }
}
