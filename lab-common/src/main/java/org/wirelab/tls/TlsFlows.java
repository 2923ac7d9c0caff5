package org.wirelab.tls;

import java.util.List;
import java.util.function.BiPredicate;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// The handshake of the notes as data: the eleven sentences of `tls`.
///
/// They hold to the letter for RSA key transport with a CBC suite; each other mode that the observations can tell
/// apart *differs*, with the observation that decides it as evidence; what a resumed session leaves out does *not
/// apply*.
public final class TlsFlows {

    private static final Letter<Bytes> CLIENT_NONCE = Letter.of("client nonce");
    private static final Letter<Bytes> SERVER_NONCE = Letter.of("server nonce");
    private static final Letter<Offer> OFFERED = Letter.of("suites offered");
    private static final Letter<Value> CERTIFICATE = Letter.of("certificate message");
    private static final Letter<Value> PMS = Letter.of("PMS");
    private static final Letter<Value> ENCRYPTED_PMS = Letter.of("EncryptedPMS");
    private static final Letter<Value> MASTER_SECRET = Letter.of("master secret");

    private static final int NONCE_LENGTH = 32;

    private static final Step<?> SUITES_OFFERED = message("tls.1a", "ClientHello")
            .let(OFFERED, hello -> new Offer(suites(hello)))
            .check(
                    "ClientHello lists at least one suite",
                    hello -> !suites(hello).isEmpty());

    private static final Step<?> CLIENT_NONCE_SENT = message("tls.1b", "ClientHello")
            .let(CLIENT_NONCE, TlsFlows::nonce)
            .check("the nonce has 32 bytes", hello -> nonce(hello).length() == NONCE_LENGTH);

    private static final Step<?> SUITE_CHOSEN = message("tls.2a", "ServerHello")
            .check(
                    "the suite is one of those offered",
                    (hello, l) -> l.get(OFFERED).suites().contains(suite(hello)),
                    OFFERED)
            .differsWhen(
                    HandshakeMessage.class,
                    (hello, letters) -> hello.is("ServerHello") && strongerOffered(hello, letters),
                    "tls.2a.policy",
                    hello -> List.of(suite(hello).name()));

    private static final Step<?> CERTIFICATE_SENT = Step.of(
                    "tls.2b", HandshakeMessage.class, TlsFlows::serversCertificate)
            .seenBy(Source.TLS)
            .let(CERTIFICATE, message -> new Value(message.bytes()))
            .check(
                    "the chain is not empty",
                    message -> !message.list("certificate_list").isEmpty())
            .notApplicableWhen(SuiteChosen.class, SuiteChosen::resumed, "tls.resumed.no_certificate")
            .unordered();

    private static final Step<?> SERVER_NONCE_SENT = message("tls.2c", "ServerHello")
            .let(SERVER_NONCE, TlsFlows::nonce)
            .check("the nonce has 32 bytes", hello -> nonce(hello).length() == NONCE_LENGTH);

    private static final Step<?> CERTIFICATE_VERIFIED = Step.of("tls.3a", TrustDecision.class, _ -> true)
            .seenBy(Source.TLS, Side.CLIENT)
            .check("signature, authority, dates, name and usage all verified", TrustDecision::verified)
            .differsWhen(TrustDecision.class, TlsFlows::keyStoodInTheClear, "tls.3a.in_the_clear")
            .differsWhen(TrustDecision.class, d -> d.accepted() && !d.verified(), "tls.3a.insecure")
            .notApplicableWhen(SuiteChosen.class, SuiteChosen::resumed, "tls.resumed.no_certificate")
            .unobservableWhen(HandshakeMessage.class, TlsFlows::clientWentOn, "tls.3a.unobservable");

    private static final Step<?> KEY_TRANSPORTED = Step.of(
                    "tls.3b", DerivedSecret.class, first("pre_master_secret", PMS))
            .seenBy(Source.TLS)
            .let(PMS, TlsFlows::valueOf)
            .check("the PMS has 48 bytes", secret -> secret.value().length() == 48)
            .or(DerivedSecret.class, again("pre_master_secret", PMS))
            .check("both sides hold the same PMS", (secret, l) -> l.is(PMS, valueOf(secret)), PMS)
            .or(DerivedSecret.class, secret -> secret.is("encrypted_pre_master_secret"))
            .let(ENCRYPTED_PMS, TlsFlows::valueOf)
            .or(HandshakeMessage.class, message -> message.is("ClientKeyExchange"))
            .check(
                    "ClientKeyExchange carries the encrypted PMS",
                    (message, l) -> l.is(ENCRYPTED_PMS, encryptedPms(message)),
                    ENCRYPTED_PMS)
            .notApplicableWhen(SuiteChosen.class, chosen -> chosen.resumed() && !chosen.tls13(), "tls.3b.resumed")
            .differsWhen(SuiteChosen.class, SuiteChosen::tls13, "tls.3b.tls13")
            .differsWhen(
                    SuiteChosen.class,
                    (chosen, _) -> !suite(chosen).rsaKeyTransport(),
                    "tls.3b.ephemeral",
                    chosen -> List.of(chosen.chosen()))
            .each()
            .atLeast(3)
            .until(FinishedChecked.class, FinishedChecked::last);

    private static final Step<?> KEYS_DERIVED = Step.of(
                    "tls.4a", DerivedSecret.class, first("master_secret", MASTER_SECRET))
            .seenBy(Source.TLS)
            .let(MASTER_SECRET, TlsFlows::valueOf)
            .check("PRF(PMS, \"master secret\", client nonce + server nonce) gives it", DerivedSecret::holds)
            .or(DerivedSecret.class, again("master_secret", MASTER_SECRET))
            .check("both sides derive the same", (secret, l) -> l.is(MASTER_SECRET, valueOf(secret)), MASTER_SECRET)
            .or(DerivedSecret.class, secret -> secret.is("key_block"))
            .check("PRF(master secret, \"key expansion\", both nonces) gives it", DerivedSecret::holds)
            .differsWhen(SuiteChosen.class, SuiteChosen::tls13, "tls.4a.tls13")
            .differsWhen(SuiteChosen.class, SuiteChosen::resumed, "tls.4a.resumed")
            .unobservableWhen(DerivedSecret.class, TlsFlows::withoutItsPms, "tls.4a.unobservable")
            .differsWhen(
                    DerivedSecret.class,
                    secret -> secret.is("master_secret") && secret.inputs().containsKey("session_hash"),
                    "tls.4a.extended_master_secret")
            .each()
            .atLeast(2)
            .until(FinishedChecked.class, FinishedChecked::last);

    private static final Step<?> ENCRYPTION_KEYS = key("tls.4b", "_write_key");

    private static final Step<?> MAC_KEYS = key("tls.4c", "_write_MAC_key")
            .differsWhen(
                    SuiteChosen.class,
                    (chosen, _) -> suite(chosen).aead(),
                    "tls.4c.aead",
                    chosen -> List.of(chosen.chosen()));

    private static final Step<?> FINISHED = Step.of("tls.5", FinishedChecked.class, _ -> true)
            .seenBy(Source.TLS)
            .check("verify_data is what this side computes from all messages so far", FinishedChecked::verified)
            .differsWhen(FinishedChecked.class, TlsFlows::withAFinishedKey, "tls.5.finished_key")
            .differsWhen(FinishedChecked.class, TlsFlows::withTheMasterSecret, "tls.5.master_secret")
            .each()
            .atLeast(2);

    /// The flow `tls`.
    public static final Flow HANDSHAKE = Flow.of(
                    "tls",
                    SUITES_OFFERED,
                    CLIENT_NONCE_SENT,
                    SUITE_CHOSEN,
                    CERTIFICATE_SENT,
                    SERVER_NONCE_SENT,
                    CERTIFICATE_VERIFIED,
                    KEY_TRANSPORTED,
                    KEYS_DERIVED,
                    ENCRYPTION_KEYS,
                    MAC_KEYS,
                    FINISHED)
            .endedBy(ConnectionEnded.class, end -> !end.how().equals("close_notify"), "tls.reason.ended");

    /// Every flow of TLS.
    public static final List<Flow> ALL = List.of(HANDSHAKE);

    private TlsFlows() {}

    /// A long value as a letter: findings show its beginning, the evidence has all of it.
    private record Value(Bytes bytes) {
        private static final int SHOWN = 8;

        @Override
        public String toString() {
            return bytes.length() <= SHOWN
                    ? bytes.toString()
                    : bytes.slice(0, SHOWN) + "… (" + bytes.length() + " bytes)";
        }
    }

    /// The suites of a ClientHello as a letter.
    private record Offer(List<CipherSuite> suites) {
        @Override
        public String toString() {
            return Integer.toString(suites.size());
        }
    }

    private static Step<HandshakeMessage> message(String id, String name) {
        return Step.of(id, HandshakeMessage.class, (HandshakeMessage message) -> message.is(name))
                .seenBy(Source.TLS);
    }

    private static Step<DerivedSecret> key(String id, String suffix) {
        return Step.of(
                        id,
                        DerivedSecret.class,
                        (DerivedSecret secret) -> secret.name().endsWith(suffix))
                .seenBy(Source.TLS)
                .check("the key is that part of PRF(master secret, \"key expansion\", nonces)", DerivedSecret::holds)
                .each()
                .atLeast(2)
                .until(FinishedChecked.class, FinishedChecked::last);
    }

    /// The first value that anybody tells under this name defines the letter; the other side's is held against it.
    private static BiPredicate<DerivedSecret, Letters> first(String name, Letter<Value> letter) {
        return (secret, letters) -> secret.is(name) && !letters.has(letter);
    }

    private static BiPredicate<DerivedSecret, Letters> again(String name, Letter<Value> letter) {
        return (secret, letters) -> secret.is(name) && letters.has(letter);
    }

    private static boolean serversCertificate(HandshakeMessage message, Letters letters) {
        return message.is("Certificate")
                && message.from().equals(letters.conversation().responder());
    }

    /// What the server receives of a client that did not refuse its certificate: ClientKeyExchange, or in TLS 1.3
    /// Finished.
    private static boolean clientWentOn(HandshakeMessage message) {
        return message.direction() == Direction.RECEIVED && (message.is("ClientKeyExchange") || message.is("Finished"));
    }

    /// A key log may have the master secret and not what it was derived from.
    private static boolean withoutItsPms(DerivedSecret secret) {
        return secret.is("master_secret") && secret.recomputed() == null;
    }

    /// Both Finished held, the formula of the notes did not give what they carry, and the last one was the first
    /// record under the new keys.
    private static boolean withTheMasterSecret(FinishedChecked finished) {
        return finished.last()
                && finished.verified()
                && finished.formula().startsWith("PRF")
                && !finished.macKeyMatches()
                && finished.recordSequence() == 0;
    }

    /// RFC 8446 §4.4.4: it is an HMAC, under a key for this alone, and travelled encrypted.
    private static boolean withAFinishedKey(FinishedChecked finished) {
        return finished.last()
                && finished.verified()
                && finished.formula().startsWith("HMAC")
                && finished.recordSequence() >= 0;
    }

    /// RFC 5246 §7.4.2, RFC 5280 §4.1: the key could be read in the message before anything was verified.
    private static boolean keyStoodInTheClear(TrustDecision decision, Letters letters) {
        return decision.verified()
                && letters.has(CERTIFICATE)
                && letters.get(CERTIFICATE).bytes().contains(decision.serverKey());
    }

    private static boolean strongerOffered(HandshakeMessage serverHello, Letters letters) {
        return letters.has(OFFERED)
                && CipherSuite.strongest(letters.get(OFFERED).suites())
                        .filter(strongest -> CipherSuite.STRENGTH.compare(strongest, suite(serverHello)) > 0)
                        .isPresent();
    }

    private static List<CipherSuite> suites(HandshakeMessage clientHello) {
        return clientHello.list("cipher_suites").stream()
                .flatMap(name -> CipherSuite.named(name).stream())
                .filter(suite -> !suite.signalling())
                .toList();
    }

    private static CipherSuite suite(HandshakeMessage serverHello) {
        return suite(serverHello.text("cipher_suite"));
    }

    private static CipherSuite suite(SuiteChosen chosen) {
        return suite(chosen.chosen());
    }

    private static CipherSuite suite(String name) {
        return CipherSuite.named(name).orElseGet(() -> new CipherSuite(-1, name));
    }

    private static Bytes nonce(HandshakeMessage hello) {
        return Bytes.parse(hello.text("random"));
    }

    private static Value valueOf(DerivedSecret secret) {
        return new Value(secret.value());
    }

    private static Value encryptedPms(HandshakeMessage clientKeyExchange) {
        return new Value(Bytes.parse(clientKeyExchange.text("encrypted_pre_master_secret")));
    }
}
