package org.wirelab.tcp;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.wirelab.trace.Entry;

/// One end's states by its segments, against those that the kernel gave when it was asked.
///
/// The kernel is asked at moments, and its answer is recorded a little later; a capture sees a segment a little before
/// the kernel acts on it. So two states disagree only when their order or a second of time between them proves it, and
/// only about what segments decide: that a program has closed or a timer has run out, the wire shows late or never.
final class StateTimeline {

    /// How far the times of the two may be apart: more than a busy machine keeps a thread waiting.
    private static final long SLACK_NANOS = 1_000_000_000;

    /// What the kernel says changes about ten times in a connection.
    private static final int KERNEL_WORDS_KEPT = 256;

    /// @param states those that the segments allow from here on
    private record Stretch(long from, Set<TcpState> states) {}

    /// The kernel's answer, once for as long as it stays the same.
    ///
    /// @param first when it said so first; each vantage has an order of its own
    private record KernelWord(Entry first, TcpState state, long last) {}

    private final String end;
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<KernelWord> words = new ArrayList<>();

    StateTimeline(String end) {
        this.end = end;
    }

    /// The states that the segments allow from this time on.
    void segments(long nanos, Set<TcpState> states) {
        if (stretches.isEmpty() || !stretches.getLast().states.equals(states)) {
            stretches.add(new Stretch(nanos, EnumSet.copyOf(states)));
        }
    }

    /// What the kernel said.
    void kernel(Entry entry, TcpState state) {
        TcpState standard = state == TcpState.NEW_SYN_RECEIVED ? TcpState.SYN_RECEIVED : state;
        for (int i = words.size() - 1; i >= 0; i--) {
            KernelWord word = words.get(i);
            if (word.first.vantage().equals(entry.vantage())) {
                if (word.state == standard) {
                    words.set(i, new KernelWord(word.first, standard, entry.nanos()));
                    return;
                }
                break;
            }
        }
        if (words.size() < KERNEL_WORDS_KEPT) {
            words.add(new KernelWord(entry, standard, entry.nanos()));
        }
    }

    /// What the segments do not allow of what the kernel said, each with the entry in which it said so.
    ///
    /// @param until what the kernel said later than this is not asked
    List<Contradiction> contradictions(long until) {
        List<Contradiction> found = new ArrayList<>();
        if (stretches.isEmpty()) {
            return found;
        }
        words.stream().map(word -> word.first.vantage()).distinct().forEach(vantage -> {
            int place = 0;
            for (KernelWord word : words) {
                if (!word.first.vantage().equals(vantage) || word.last > until) {
                    continue;
                }
                Optional<Integer> fits = firstFrom(place, word);
                if (fits.isPresent()) {
                    place = fits.get();
                } else {
                    found.add(new Contradiction(word.first, new Disagreement(end, word.state.name(), around(word))));
                }
            }
        });
        return found;
    }

    /// @param entry in which the kernel said so
    record Contradiction(Entry entry, Disagreement disagreement) {}

    private Optional<Integer> firstFrom(int place, KernelWord word) {
        for (int i = place; i < stretches.size(); i++) {
            if (reaches(i, word.first.nanos()) && allows(i, word.state)) {
                return lasts(i, word) ? Optional.of(i) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// The kernel said the same again later: then the segments must allow it then, too.
    private boolean lasts(int from, KernelWord word) {
        for (int i = from; i < stretches.size(); i++) {
            if (reaches(i, word.last) && allows(i, word.state)) {
                return true;
            }
        }
        return false;
    }

    private boolean reaches(int i, long nanos) {
        boolean begun = i == 0 || stretches.get(i).from - SLACK_NANOS <= nanos;
        boolean over = i + 1 < stretches.size() && stretches.get(i + 1).from + SLACK_NANOS < nanos;
        return begun && !over;
    }

    private boolean allows(int i, TcpState state) {
        return stretches.get(i).states.stream()
                .anyMatch(possible -> StateMachine.unseenFrom(possible).contains(state));
    }

    private String around(KernelWord word) {
        Set<TcpState> states = new LinkedHashSet<>();
        for (int i = 0; i < stretches.size(); i++) {
            if (reaches(i, word.first.nanos())) {
                states.addAll(stretches.get(i).states);
            }
        }
        return states.stream().map(TcpState::name).collect(Collectors.joining(", "));
    }
}
