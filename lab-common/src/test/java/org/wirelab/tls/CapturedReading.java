package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Judges;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.tls.offline.CapturedTls;
import org.wirelab.tls.offline.Opening;
import org.wirelab.tls.offline.Secrets;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// One reading: the observations, and the findings that follow from them.
final class CapturedReading {
    private static final Vantage READER = new Vantage(Source.TLS, Side.LINK);

    final List<Observation> seen = new ArrayList<>();
    final CapturedTls tls;

    CapturedReading(Secrets secrets) {
        tls = new CapturedTls("127.0.0.1:40000", "127.0.0.1:7443", secrets, seen::add);
    }

    /// One stream after the other: the order of the two is not the capture's to tell.
    static CapturedReading of(CapturedWire wire, Secrets secrets) {
        CapturedReading reading = new CapturedReading(secrets);
        reading.octets(true, wire.up.toByteArray());
        reading.octets(false, wire.down.toByteArray());
        reading.tls.end(true);
        return reading;
    }

    void octets(boolean client, byte[] octets) {
        tls.octets(client, octets, 0, octets.length);
    }

    Opening opening() {
        assertThat(Texts.in(Language.EN).find(tls.opening().reason())).isPresent();
        return tls.opening();
    }

    Map<String, String> verdicts() {
        Judges judges = new Judges(List.of(TlsFlows.HANDSHAKE));
        List<Entry> entries = new ArrayList<>();
        tls.blindness()
                .ifPresent(why ->
                        assertThat(Texts.in(Language.EN).find(why.reason())).isPresent());
        add(entries, new VantageObservation.Opened(""));
        seen.forEach(observation -> add(entries, observation));
        add(
                entries,
                tls.blindness()
                        .<Observation>map(why -> new VantageObservation.Left("", why.reason(), ""))
                        .orElse(new VantageObservation.Closed("", 0)));
        add(entries, new RunObservation.ConversationEnded());
        entries.forEach(judges::on);
        return byStep(judges.findings().stream());
    }

    private static void add(List<Entry> entries, Observation observation) {
        entries.add(new Entry(
                entries.size() + 1,
                entries.size(),
                TimeSource.CAPTURE,
                READER,
                HandshakePair.CONVERSATION,
                observation));
    }

    <O> List<O> told(Class<O> type) {
        return seen.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static Map<String, String> byStep(Stream<Finding> findings) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        findings.forEach(finding -> verdicts.put(
                finding.step(),
                finding.verdict().label()
                        + finding.verdict().why().map(why -> " " + why.key()).orElse("")));
        return verdicts;
    }
}
