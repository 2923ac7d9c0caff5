package org.wirelab.client.tls;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Judges;
import org.wirelab.tls.DerivedSecret;
import org.wirelab.tls.TlsFlows;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Trace;

/// A trace in memory, judged when the test asks.
public final class TlsRun implements AutoCloseable {

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Trace trace = new Trace(System::nanoTime, System.currentTimeMillis() * 1_000_000);

    public TlsRun() {
        trace.listen(entries::add);
        Thread.ofPlatform().daemon().start(trace::pump);
    }

    public Trace trace() {
        return trace;
    }

    public <O extends Observation> List<O> told(Side side, Class<O> type) {
        return settled().stream()
                .filter(entry -> entry.vantage().side() == side)
                .map(Entry::observation)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /// `tls.1a confirmed` and so on.
    public List<String> verdicts() {
        return findings().stream()
                .map(finding -> finding.step() + " " + finding.verdict().label())
                .toList();
    }

    public List<Finding> findings() {
        Judges judges = new Judges(List.of(TlsFlows.HANDSHAKE));
        settled().forEach(judges::on);
        judges.close();
        return judges.findings();
    }

    /// The key log of the run, line by line.
    public List<String> keyLog() {
        return settled().stream()
                .map(Entry::observation)
                .filter(DerivedSecret.class::isInstance)
                .flatMap(secret -> ((DerivedSecret) secret).keyLogLines().stream())
                .distinct()
                .toList();
    }

    /// All that has been recorded until now; the trace's own thread may be behind.
    private List<Entry> settled() {
        try {
            trace.settle();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return entries;
    }

    /// Ends the trace; what was told stays.
    @Override
    public void close() {
        trace.close();
    }
}
