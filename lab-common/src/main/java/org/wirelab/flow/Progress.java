package org.wirelab.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Note;
import org.wirelab.trace.Observation;

/// How far one step of one conversation has come: what has been seen of it, and the verdict once it is certain.
abstract sealed class Progress permits Occurrence, Silence {

    /// So many cited events are kept as evidence: the first ones.
    private static final int CITATIONS_KEPT = 64;

    private final Step<?> step;
    private final List<Event> because = new ArrayList<>(0);
    private final List<Event> cited = new ArrayList<>(0);
    private final Map<String, String> shown = new LinkedHashMap<>();
    private Optional<Verdict> verdict = Optional.empty();

    Progress(Step<?> step) {
        this.step = step;
    }

    static Progress of(Step<?> step) {
        return step.manner() instanceof Manner.Never never ? new Silence(step, never) : new Occurrence(step);
    }

    /// What is known when the conversation has ended.
    ///
    /// @param span how long it lasted
    /// @param begunBefore the entry that shows that it began before anybody looked
    /// @param ended what ended it early
    record End(
            Watch watch,
            Span span,
            Optional<Entry> begunBefore,
            Optional<Event> ended,
            Optional<Flow.Ending<?>> ends) {}

    /// Takes one sighting of an event. True when that settled the step.
    final boolean on(Entry entry, Event event, Letters known, List<Progress> later) {
        if (cited.size() < CITATIONS_KEPT
                && event.first() == entry
                && step.citations().stream().anyMatch(which -> which.recognises(entry, known))) {
            cited.add(event);
        }
        return !settled() && take(entry, event, known, later);
    }

    abstract boolean take(Entry entry, Event event, Letters known, List<Progress> later);

    /// Checks what waited for letters that are known by now. True when that settled the step.
    abstract boolean reconsider(Letters known);

    /// Settles a step that is still open when the conversation has ended.
    abstract void settle(End end, Letters known);

    /// The events that show the step.
    abstract List<Event> matches();

    final Step<?> step() {
        return step;
    }

    final boolean settled() {
        return verdict.isPresent();
    }

    final Optional<Verdict> verdict() {
        return verdict;
    }

    /// The letters that it gave values to, as findings say them.
    final Map<String, String> letters() {
        return shown;
    }

    /// Settles the step; these events, beside what it matched, are why. Always true.
    final boolean settle(Verdict settled, Event... events) {
        verdict = Optional.of(settled);
        because.addAll(List.of(events));
        return true;
    }

    /// Settles the step by a word of the watch on what was not seen.
    final void settle(Verdict settled, List<Entry> evidence) {
        settle(settled, evidence.stream().map(Event::new).toArray(Event[]::new));
    }

    final List<Long> evidence() {
        List<Long> numbers = new ArrayList<>();
        matches().forEach(event -> numbers.addAll(event.numbers()));
        because.forEach(event -> numbers.addAll(event.numbers()));
        cited.forEach(event -> numbers.addAll(event.numbers()));
        return numbers;
    }

    /// The decision of this entry about the step, if it makes one.
    final Optional<Verdict> decided(Entry entry, Letters known) {
        for (Decider<?> decider : step.deciders()) {
            if (decider.settles(entry.observation(), known)) {
                return Optional.of(decider.verdictOn(entry.observation()));
            }
        }
        return Optional.empty();
    }

    /// What was seen, in the observation's own words.
    static List<String> describe(Observation observation) {
        List<String> words = new ArrayList<>();
        if (observation instanceof Arrow arrow) {
            words.add(arrow.label());
            words.addAll(arrow.details());
        } else if (observation instanceof Note note) {
            words.add(note.title());
            words.addAll(note.details());
        } else {
            words.add(observation.toString());
        }
        return words;
    }
}
