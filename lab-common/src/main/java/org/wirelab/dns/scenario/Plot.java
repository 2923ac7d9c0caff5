package org.wirelab.dns.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.wirelab.dns.Classification;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.DnsResponse;
import org.wirelab.dns.RecordText;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Source;

/// The sentences of one scenario in the order in which they come true, about the zone that bears its name.
final class Plot {

    /// The zone below which all scenarios lie.
    static final String PARENT = "example.";

    private final String id;
    private final String zone;
    private final List<Step<?>> steps = new ArrayList<>();

    private Plot(String id, String zone) {
        this.id = id;
        this.zone = zone;
    }

    /// @param name of the scenario on the command line, `half-lame`
    static Plot of(String name) {
        return new Plot("dns.scenario." + name.replace('-', '_'), name + "." + PARENT);
    }

    /// The zone of the scenario.
    String zone() {
        return zone;
    }

    /// The parent refers to the zone.
    Plot referred() {
        return sees(DnsResponse.class, this::isReferral);
    }

    /// The parent refers to the zone, in this manner.
    Plot referred(String formula, Predicate<DnsResponse> holds) {
        return sees(DnsResponse.class, this::isReferral, step -> step.check(formula, holds));
    }

    /// A server of the zone says this.
    Plot hears(Classification classification) {
        return hears(classification, step -> step);
    }

    /// A server of the zone says this, and more is to be said of it.
    Plot hears(Classification classification, UnaryOperator<Step<DnsResponse>> more) {
        return sees(
                DnsResponse.class, response -> fromZone(response) && response.classification() == classification, more);
    }

    /// No server of the zone says this.
    Plot neverHears(Classification classification) {
        return never(DnsResponse.class, response -> fromZone(response) && response.classification() == classification);
    }

    /// This is seen.
    <O extends Observation> Plot sees(Class<O> type, Predicate<O> fits) {
        return sees(type, fits, step -> step);
    }

    /// This is seen, and more is to be said of it.
    <O extends Observation> Plot sees(Class<O> type, Predicate<O> fits, UnaryOperator<Step<O>> more) {
        return add(more.apply(Step.of(next(), type, fits).seenBy(Source.DNS)));
    }

    /// This host itself shows this.
    <O extends Observation> Plot shown(Class<O> type, Predicate<O> fits, UnaryOperator<Step<O>> more) {
        return add(more.apply(Step.of(next(), type, fits).seenBy(Source.OS)));
    }

    /// This never comes.
    <O extends Observation> Plot never(Class<O> type, Predicate<O> which) {
        return add(Step.never(next(), type, (O seen, Letters _) -> which.test(seen))
                .seenBy(Source.DNS));
    }

    /// This never comes once that has come.
    <O extends Observation, P extends Observation> Plot neverAfter(
            Class<O> type, Predicate<O> which, Class<P> turning, Predicate<P> when) {
        return add(Step.never(next(), type, (O seen, Letters _) -> which.test(seen))
                .seenBy(Source.DNS)
                .after(turning, (P seen, Letters _) -> when.test(seen)));
    }

    /// The walk ends so.
    Plot ends(String formula, Predicate<DnsOutcome> holds) {
        return sees(DnsOutcome.class, DnsOutcome::ofTheWalk, step -> step.check(formula, holds));
    }

    /// The walk ends with an answer.
    Plot answered() {
        return ends("status = answer", outcome -> outcome.status().equals("answer"));
    }

    /// The walk ends with this status for this reason.
    Plot fails(String status, String reason) {
        return ends(
                "status = " + status + ", because of " + reason,
                outcome -> outcome.status().equals(status) && outcome.reason().equals(reason));
    }

    Flow flow() {
        return Flow.of(id, steps.toArray(Step<?>[]::new));
    }

    /// Whether a response is of a server of the zone, to the walk.
    boolean fromZone(DnsResponse response) {
        return response.zone().equals(zone);
    }

    private boolean isReferral(DnsResponse response) {
        return response.zone().equals(PARENT)
                && response.classification() == Classification.REFERRAL
                && response.delegated().equals(zone);
    }

    /// How many records of this type stand in the section.
    static long count(List<String> section, String type) {
        return section.stream()
                .filter(record -> RecordText.typeOf(record).equals(type))
                .count();
    }

    private Plot add(Step<?> step) {
        steps.add(step);
        return this;
    }

    private String next() {
        return id + "." + (steps.size() + 1);
    }
}
