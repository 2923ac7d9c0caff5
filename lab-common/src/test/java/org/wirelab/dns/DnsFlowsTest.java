package org.wirelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.dns.walk.Script.zone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.walk.Script;
import org.wirelab.flow.Judge;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// The eight sentences, held against walks in memory.
class DnsFlowsTest {

    private static final Conversation LOOKUP = new Conversation("lookup");
    private final Script script = new Script()
            .root("a.", "192.0.2.1", zone(".", "@ NS a.\na. A 192.0.2.1\ncom. NS ns.com.\nns.com. A 192.0.2.2\n"))
            .server(
                    "192.0.2.2",
                    zone("com.", "@ NS ns\nns A 192.0.2.2\nx NS ns.x\nns.x A 192.0.2.3\nown A 192.0.2.9\n"))
            .server("192.0.2.3", zone("x.com.", "@ NS ns\nns A 192.0.2.3\nwww A 192.0.2.9\nalias CNAME www\n"));
    private long number;

    @Test
    void aWholeWalkConfirmsWhatIsOnTheWireAndExplainsTheRest() {
        assertThat(judged("www.x.com", "A"))
                .containsEntry("dns.1", "unobservable")
                .containsEntry("dns.2", "differs")
                .containsEntry("dns.4", "confirmed")
                .containsEntry("dns.5", "confirmed")
                .containsEntry("dns.6", "confirmed")
                .containsEntry("dns.7", "differs")
                .containsEntry("dns.8", "differs");
    }

    @Test
    void anAliasDiffersAndADenialDoesNotApply() {
        assertThat(judged("alias.x.com", "A")).containsEntry("dns.6", "differs");
        assertThat(judged("nobody.x.com", "A"))
                .containsEntry("dns.6", "not_applicable")
                .containsEntry("dns.5", "confirmed");
        assertThat(judged("own.com", "A"))
                .containsEntry("dns.5", "not_applicable")
                .containsEntry("dns.6", "confirmed");
        assertThat(judged("nobody", "A")).containsEntry("dns.4", "not_applicable");
    }

    @Test
    void whatIsRememberedNeedsNoRootAndNoServer() {
        script.sharing();
        judged("www.x.com", "A");
        assertThat(judged("www.x.com", "A"))
                .containsEntry("dns.4", "not_applicable")
                .containsEntry("dns.5", "not_applicable")
                .containsEntry("dns.6", "not_applicable")
                .containsEntry("dns.7", "not_applicable");
        assertThat(judged("alias.x.com", "A"))
                .containsEntry("dns.4", "not_applicable")
                .containsEntry("dns.5", "not_applicable")
                .containsEntry("dns.6", "differs");
        assertThat(judged("own.com", "A"))
                .containsEntry("dns.4", "not_applicable")
                .containsEntry("dns.5", "not_applicable")
                .containsEntry("dns.6", "confirmed")
                .containsEntry("dns.7", "differs");
    }

    @Test
    void aWalkThatFailsContradictsNothing() {
        script.silent("192.0.2.1");
        assertThat(judged("www.x.com", "A")).doesNotContainValue("contradicted").doesNotContainValue("missing");
    }

    @Test
    void everyReasonHasItsWordsInBothLanguages() {
        for (Language language : Language.values()) {
            for (String key : List.of(
                    "dns.1.no_cache",
                    "dns.2.files_first",
                    "dns.6.alias",
                    "dns.7.iterative",
                    "dns.8.names",
                    "dns.4.remembered",
                    "dns.5.remembered",
                    "dns.6.remembered",
                    "dns.7.remembered")) {
                assertThat(Texts.in(language).format(key, "4", "x"))
                        .doesNotContain("'")
                        .isNotBlank();
            }
        }
    }

    private Map<String, String> judged(String name, String type) {
        script.seen.clear();
        number = 0;
        script.seen.add(new DnsObservation.LocalCache(name, false, false, List.of(), Optional.empty()));
        script.seen.add(new DnsObservation.HostsLookup(name, "/etc/hosts", List.of("files", "dns"), List.of()));
        script.walk(name, type);
        Judge judge = new Judge(DnsFlows.LOOKUP, LOOKUP);
        judge.on(entry(new VantageObservation.Opened("")));
        script.seen.forEach(observation -> judge.on(entry(observation)));
        judge.on(entry(new VantageObservation.Closed("", 0)));
        judge.close();
        Map<String, String> verdicts = new LinkedHashMap<>();
        judge.findings().forEach(f -> verdicts.put(f.step(), f.verdict().label()));
        verdicts.remove("dns.3");
        return verdicts;
    }

    private Entry entry(Observation observation) {
        number++;
        return new Entry(number, number, TimeSource.PROCESS, new Vantage(Source.DNS, Side.CLIENT), LOOKUP, observation);
    }
}
