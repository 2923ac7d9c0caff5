package org.wirelab.server.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Judges;
import org.wirelab.tls.ApplicationData;
import org.wirelab.tls.ProtectedRecord;
import org.wirelab.tls.TlsFlows;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;

/// What one connection's trace has said so far, kept beside it for the page that the visitor may ask for: the same
/// observations, judged by the same flows.
///
/// It keeps a handshake and no traffic, so that its size has a bound.
final class Diary implements Recorder {

    static final Vantage SERVER = new Vantage(Source.TLS, Side.SERVER);

    private static final int MOST_ENTRIES = 400;

    private final Recorder trace;
    private final Conversation conversation;
    private final LongSupplier nanoClock;
    private final long start;
    private final List<Entry> entries = new ArrayList<>();

    /// @param trace where all that is recorded goes first
    Diary(Recorder trace, Conversation conversation, LongSupplier nanoClock) {
        this.trace = trace;
        this.conversation = conversation;
        this.nanoClock = nanoClock;
        this.start = nanoClock.getAsLong();
    }

    @Override
    public synchronized void record(Observation observation) {
        trace.record(observation);
        boolean traffic = observation instanceof ApplicationData || observation instanceof ProtectedRecord;
        if (!traffic && entries.size() < MOST_ENTRIES) {
            long nanos = nanoClock.getAsLong() - start;
            entries.add(new Entry(entries.size() + 1, nanos, TimeSource.PROCESS, SERVER, conversation, observation));
        }
    }

    /// What was recorded of this kind, in order.
    synchronized <O extends Observation> List<O> told(Class<O> kind) {
        return entries.stream()
                .map(Entry::observation)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /// All that was kept, in order.
    synchronized List<Observation> observations() {
        return entries.stream().map(Entry::observation).toList();
    }

    /// What the notes' sentences come to, as if the connection ended here.
    synchronized List<Finding> findings() {
        Judges judges = new Judges(TlsFlows.ALL);
        entries.forEach(judges::on);
        judges.close();
        return judges.findings();
    }
}
