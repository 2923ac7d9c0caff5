package org.wirelab.dns.scenario;

import java.util.List;
import org.wirelab.dns.validation.SecurityStatus;
import org.wirelab.dns.validation.ValidationObservation.AnchorUsed;
import org.wirelab.dns.validation.ValidationObservation.DenialChecked;
import org.wirelab.dns.validation.ValidationObservation.DsChecked;
import org.wirelab.dns.validation.ValidationObservation.SignatureChecked;
import org.wirelab.dns.validation.ValidationObservation.Validated;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Step;

/// The lookups that DNSSEC judges (RFC 4035 §4.3): secure, insecure, and bogus in two ways.
final class TrustFlows {
    private TrustFlows() {}

    /// A chain from the anchor to the answer.
    static final Flow SECURE = secure();

    /// The parent proves that the zone has no keys.
    static final Flow INSECURE = insecure();

    /// The parent vouches for a key that the zone does not have.
    static final Flow BOGUS_DS = bogusDs();

    /// The signature was good until some time ago.
    static final Flow EXPIRED_RRSIG = expired();

    static final List<Flow> ALL = List.of(SECURE, INSECURE, BOGUS_DS, EXPIRED_RRSIG);

    private static Flow secure() {
        Plot plot = Plot.of("secure");
        return anchored(plot)
                .sees(
                        DsChecked.class,
                        ds -> ds.zone().equals(plot.zone()),
                        step -> step.check("a key of the zone has that digest", DsChecked::matched))
                .sees(
                        SignatureChecked.class,
                        made -> made.name().equals("www." + plot.zone()),
                        step -> step.check("the signature is good", SignatureChecked::valid))
                .sees(Validated.class, _ -> true, step -> status(step, SecurityStatus.SECURE))
                .flow();
    }

    private static Flow insecure() {
        Plot plot = Plot.of("insecure");
        return anchored(plot)
                .sees(
                        DenialChecked.class,
                        denial -> denial.name().equals(plot.zone()),
                        step -> step.check("there is no DS record, and that is proved", DenialChecked::proven))
                .never(SignatureChecked.class, made -> made.signer().equals(plot.zone()))
                .sees(Validated.class, _ -> true, step -> status(step, SecurityStatus.INSECURE))
                .flow();
    }

    private static Flow bogusDs() {
        Plot plot = Plot.of("bogus-ds");
        return anchored(plot)
                .sees(
                        DsChecked.class,
                        ds -> ds.zone().equals(plot.zone()),
                        step -> step.check("no key of the zone has that digest", ds -> !ds.matched()))
                .sees(Validated.class, _ -> true, step -> status(step, SecurityStatus.BOGUS))
                .flow();
    }

    private static Flow expired() {
        Plot plot = Plot.of("expired-rrsig");
        return anchored(plot)
                .sees(SignatureChecked.class, made -> made.signer().equals(plot.zone()) && !made.valid())
                .sees(Validated.class, _ -> true, step -> status(step, SecurityStatus.BOGUS))
                .flow();
    }

    /// The walk itself finds an answer, and the validation begins where it trusts without proof.
    private static Plot anchored(Plot plot) {
        return plot.answered()
                .sees(
                        AnchorUsed.class,
                        _ -> true,
                        step -> step.check("a key of the root is the anchor", AnchorUsed::matched));
    }

    private static Step<Validated> status(Step<Validated> step, SecurityStatus status) {
        return step.check(
                "status = " + status.label() + ", twice",
                end -> end.status() == status && end.secondStatus() == status);
    }
}
