package org.wirelab.tls.scenario;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.tls.ApplicationData;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.Direction;
import org.wirelab.tls.HandshakeMessage;
import org.wirelab.tls.TrustCheck;
import org.wirelab.tls.TrustDecision;
import org.wirelab.tls.scenario.ScenarioObservation.OddCertificate;
import org.wirelab.trace.Source;

/// The connections that end because of a certificate (RFC 5280 §6, RFC 9525): one thing is wrong with it, one check
/// says so, and one alert.
public final class CertificateFlows {

    static final Letter<Role> HOLDER = Letter.of("holder");
    static final Letter<Role> VERIFIER = Letter.of("verifier");
    private static final Letter<OddCertificate> ODD = Letter.hidden("certificate");

    /// RFC 5280 §4.1.2.5: outside its validity nobody vouches for it.
    public static final Flow EXPIRED = flow("expired")
            .odd(
                    "notAfter lies in the past",
                    odd -> Instant.parse(odd.notAfter()).isBefore(Instant.parse(odd.at())))
            .noticed("dates")
            .others("signature", "authority", "usage", "name", "key")
            .alert("certificate_expired");

    /// RFC 5280 §6.1: a path ends at an authority that the verifier chose to trust.
    public static final Flow WRONG_CA = flow("wrong_ca")
            .odd(
                    "the issuer is none of the trusted authorities",
                    odd -> !odd.trusted().contains(odd.issuer()))
            .noticed("authority")
            .others("signature", "dates", "usage", "name", "key")
            .alert("unknown_ca");

    /// RFC 9525 §6: whoever is called must be named in it.
    public static final Flow WRONG_HOST = flow("wrong_host")
            .odd("the wanted name is none of its names", odd -> !odd.names().contains("DNS:" + odd.wanted()))
            .noticed("name")
            .others("signature", "authority", "dates", "usage", "key", "path")
            .alert("bad_certificate");

    /// Its own word is the only one for it.
    public static final Flow SELF_SIGNED = flow("self_signed")
            .odd("the issuer is the subject", odd -> odd.issuer().equals(odd.subject()))
            .noticed("authority")
            .others("signature", "dates", "usage", "name", "key")
            .alert("unknown_ca");

    /// RFC 9325 §4.5: at least 2048 bits for RSA.
    public static final Flow WEAK_KEY = flow("weak_key")
            .odd("the key is RSA 1024", odd -> odd.publicKey().equals("RSA 1024"))
            .noticed("key")
            .others("signature", "authority", "dates", "usage", "name")
            .alert("bad_certificate");

    /// All of them, in the order in which they are listed.
    static final List<Flow> ALL = List.of(EXPIRED, WRONG_CA, WRONG_HOST, SELF_SIGNED, WEAK_KEY);

    private CertificateFlows() {}

    private static Fault flow(String name) {
        return new Fault("tls.scenario." + name, "", _ -> true, "", List.of());
    }

    /// What is wrong with a certificate, and which check finds it.
    private record Fault(String id, String formula, Predicate<OddCertificate> odd, String check, List<String> others) {

        Fault odd(String words, Predicate<OddCertificate> holds) {
            return new Fault(id, words, holds, check, others);
        }

        Fault noticed(String name) {
            return new Fault(id, formula, odd, name, others);
        }

        Fault others(String... names) {
            return new Fault(id, formula, odd, check, List.of(names));
        }

        Flow alert(String description) {
            return Flow.of(
                    id,
                    Step.of(id + ".1", OddCertificate.class, (OddCertificate _) -> true)
                            .seenBy(Source.OS)
                            .check(formula, odd)
                            .let(HOLDER, OddCertificate::holder)
                            .let(VERIFIER, OddCertificate::verifier)
                            .let(ODD, odd -> odd),
                    Roles.at(
                            VERIFIER,
                            id + ".2",
                            HandshakeMessage.class,
                            (message, letters) -> Roles.received(message, "Certificate")
                                    && message.bytes().contains(der(letters))),
                    Roles.at(
                            VERIFIER,
                            id + ".3",
                            TrustCheck.class,
                            (made, _) -> made.check().equals(check) && !made.passed()),
                    Roles.at(
                                    VERIFIER,
                                    id + ".4",
                                    TrustCheck.class,
                                    (made, letters) -> others.contains(made.check()) && isAbout(made, letters),
                                    "every other check holds",
                                    TrustCheck::passed)
                            .each()
                            .atLeast(others.size() - 1), // a server asks for no name
                    Roles.at(
                            VERIFIER,
                            id + ".5",
                            TrustDecision.class,
                            (_, _) -> true,
                            "not accepted",
                            decision -> !decision.accepted()),
                    Roles.alertBy(VERIFIER, id + ".6", description),
                    Roles.alertTo(HOLDER, id + ".7", description),
                    Roles.neverAt(
                            VERIFIER,
                            id + ".8",
                            ApplicationData.class,
                            (data, _) -> data.direction() == Direction.RECEIVED));
        }
    }

    private static Bytes der(Letters letters) {
        return letters.get(ODD).der();
    }

    private static boolean isAbout(TrustCheck check, Letters letters) {
        return letters.has(ODD) && check.subject().equals(letters.get(ODD).subject());
    }
}
