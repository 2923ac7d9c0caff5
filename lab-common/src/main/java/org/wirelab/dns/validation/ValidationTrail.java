package org.wirelab.dns.validation;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.dns.validation.ValidationObservation.ResolverCompared.Word;
import org.wirelab.trace.Trail.Mark;
import org.wirelab.trace.Trail.Words;

/// What a validation is below the tree by zones: link by link, then what it comes to.
final class ValidationTrail {
    private ValidationTrail() {}

    static Mark of(ValidationObservation seen) {
        return switch (seen) {
            case ValidationObservation.AnchorUsed anchor ->
                link(
                        anchor.matched(),
                        "dnssec.tree.anchor",
                        List.of(),
                        anchor.zone(),
                        String.join(", ", anchor.anchors()),
                        anchor.origin());
            case ValidationObservation.DsChecked ds ->
                link(
                        ds.matched(),
                        "dnssec.tree.ds",
                        reasons(ds.why()),
                        ds.zone(),
                        ds.parent(),
                        String.valueOf(ds.keyTag()));
            case ValidationObservation.SignatureChecked made ->
                link(
                        made.valid(),
                        "dnssec.tree.signature",
                        reasons(made.why()),
                        made.name() + " " + made.type(),
                        made.signer(),
                        String.valueOf(made.keyTag()),
                        made.inception() + " - " + made.expiration());
            case ValidationObservation.DenialChecked denial ->
                link(
                        denial.proven(),
                        "dnssec.tree.denial",
                        denial.parts(),
                        denial.name() + " " + denial.type(),
                        denial.zone(),
                        denial.proof());
            case ValidationObservation.Validated end -> end(end);
            case ValidationObservation.ResolverCompared compared ->
                link(
                        compared.word(),
                        words(compared),
                        List.of(),
                        compared.rcode(),
                        "@dnssec.status." + compared.status().label());
        };
    }

    private static String words(ValidationObservation.ResolverCompared compared) {
        return switch (compared.word()) {
            case FITS, CONTRADICTS -> compared.ad() ? "dnssec.tree.ad" : "dnssec.tree.no_ad";
            case SAYS_NOTHING ->
                switch (compared.status()) {
                    case SECURE -> "dnssec.tree.no_ad_said";
                    case BOGUS -> "dnssec.tree.not_checked";
                    case INSECURE, INDETERMINATE -> "dnssec.tree.ad_elsewhere";
                };
        };
    }

    private static Mark end(ValidationObservation.Validated end) {
        List<String> items = new ArrayList<>(reasons(end.reason()));
        end.ede().ifPresent(code -> items.add("EDE " + code + " " + end.edeName()));
        if (!end.secondReason().isEmpty() && !end.secondReason().equals(end.reason())) {
            items.add(end.secondReason());
        }
        if (!end.agree()) {
            items.add(
                    "@dnssec.tree.disagree|@dnssec.status." + end.secondStatus().label());
        }
        return new Mark.End(
                end.status() == SecurityStatus.SECURE,
                Words.of(
                        "dnssec.tree.result",
                        end.name() + " " + end.type(),
                        "@dnssec.status." + end.status().label(),
                        String.valueOf(end.lookups())),
                items);
    }

    private static Mark link(boolean holds, String key, List<String> items, String... arguments) {
        return link(holds ? Word.FITS : Word.CONTRADICTS, key, items, arguments);
    }

    private static Mark link(Word word, String key, List<String> items, String... arguments) {
        List<String> all = new ArrayList<>(List.of(word.sign()));
        all.addAll(List.of(arguments));
        return new Mark.End(word != Word.CONTRADICTS, new Words(key, all), items);
    }

    private static List<String> reasons(String why) {
        return why.isEmpty() ? List.of() : List.of(why);
    }
}
