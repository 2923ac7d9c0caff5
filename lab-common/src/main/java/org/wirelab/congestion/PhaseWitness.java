package org.wirelab.congestion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.congestion.CongestionObservation.PhaseEntered;
import org.wirelab.congestion.CongestionObservation.Window;
import org.wirelab.trace.Concluding;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Vantage;

/// Who says that another phase begins, when the windows of a sender tell of one.
///
/// Whoever concludes windows himself asks him of each: conclusions of others are not told to him.
public final class PhaseWitness implements Concluding {

    private final Map<Sender, Phase> phases = new HashMap<>();

    private record Sender(Conversation conversation, Vantage vantage) {}

    @Override
    public List<Conclusion> from(Entry entry) {
        return entry.observation() instanceof Window window
                ? entered(entry.conversation(), entry.vantage(), window).stream()
                        .map(phase -> new Conclusion(entry, phase))
                        .toList()
                : List.of();
    }

    /// The phase that begins with this window; empty while it is the same as before.
    public Optional<PhaseEntered> entered(Conversation conversation, Vantage vantage, Window window) {
        @Nullable Phase before = phases.put(new Sender(conversation, vantage), window.phase());
        return before == window.phase()
                ? Optional.empty()
                : Optional.of(new PhaseEntered(
                        window.phase(), before, window.segmentOctets(), window.cwnd(), window.ssthresh()));
    }
}
