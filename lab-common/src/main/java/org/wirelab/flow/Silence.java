package org.wirelab.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.wirelab.trace.Entry;

/// How far a step that forbids something has come: what was seen that might break it, and between what.
///
/// Which of it lies between the two bounds is decided at the end, because captures are read later than sockets: by the
/// vantage that saw both, or else by the clock that timed both.
final class Silence extends Progress {

    /// So many suspects are kept: while it has not begun the latest, from then on the first.
    private static final int SUSPECTS_KEPT = 64;

    private final Manner.Never never;
    private final Deque<Suspect> suspects = new ArrayDeque<>();
    private Optional<Event> beginning = Optional.empty();
    private Optional<Event> end = Optional.empty();

    /// Something that is forbidden, if it was between the bounds.
    private record Suspect(Entry entry, Event event) {}

    Silence(Step<?> step, Manner.Never never) {
        super(step);
        this.never = never;
    }

    @Override
    List<Event> matches() {
        List<Event> bounds = new ArrayList<>(2);
        beginning.ifPresent(bounds::add);
        end.ifPresent(bounds::add);
        return bounds;
    }

    @Override
    boolean take(Entry entry, Event event, Letters known, List<Progress> later) {
        Optional<Verdict> decided = decided(entry, known);
        if (decided.isPresent()) {
            return settle(decided.get(), event);
        }
        if (step().recognisers().stream().anyMatch(forbidden -> forbidden.recognises(entry, known))) {
            suspect(new Suspect(entry, event));
        }
        if (beginning.isEmpty()) {
            beginning = never.after()
                    .filter(after -> after.recognises(entry, known))
                    .map(unused -> event);
        }
        if (end.isEmpty() && hasBegun() && !isBeginning(event)) {
            end = never.until().filter(until -> until.recognises(entry, known)).map(unused -> event);
        }
        return false;
    }

    @Override
    boolean reconsider(Letters known) {
        return false;
    }

    @Override
    void settle(End over, Letters known) {
        if (!hasBegun()) {
            settle(new Verdict.Unobservable(Reason.of("reason.no_beginning")));
            return;
        }
        List<Suspect> unclear = new ArrayList<>();
        for (Suspect suspect : suspects) {
            Optional<Boolean> between = isBetween(suspect);
            if (between.isEmpty()) {
                unclear.add(suspect);
            } else if (between.get()) {
                String what = String.join(", ", describe(suspect.entry.observation()));
                settle(new Verdict.Contradicted(Reason.of("reason.happened", what)), suspect.event);
                return;
            }
        }
        if (!unclear.isEmpty()) {
            settle(new Verdict.Unobservable(Reason.of("reason.which_first")), unclear.getFirst().event);
            return;
        }
        Watch.Absence absence =
                over.watch().absence(step(), span(over), beginning.isPresent() ? Optional.empty() : over.begunBefore());
        settle(
                absence.verdict() instanceof Verdict.Missing ? new Verdict.Confirmed() : absence.verdict(),
                absence.evidence());
    }

    private boolean hasBegun() {
        return never.after().isEmpty() || beginning.isPresent();
    }

    private boolean isBeginning(Event event) {
        return beginning.filter(event::equals).isPresent();
    }

    private void suspect(Suspect suspect) {
        boolean full = suspects.size() == SUSPECTS_KEPT;
        if (full && !hasBegun()) {
            suspects.removeFirst();
        }
        if (!full || !hasBegun()) {
            suspects.addLast(suspect);
        }
    }

    /// The bounds themselves do not count. Empty where nobody can tell.
    private Optional<Boolean> isBetween(Suspect suspect) {
        if (isBeginning(suspect.event) || end.filter(suspect.event::equals).isPresent()) {
            return Optional.of(false);
        }
        Optional<Boolean> begun =
                beginning.isEmpty() ? Optional.of(true) : beginning.get().precedes(suspect.entry);
        Optional<Boolean> over = end.isEmpty() ? Optional.of(false) : end.get().precedes(suspect.entry);
        boolean outside =
                begun.filter(was -> !was).isPresent() || over.filter(was -> was).isPresent();
        return outside ? Optional.of(false) : begun.flatMap(was -> over.map(unused -> true));
    }

    /// The time in which it must have been watched.
    private Span span(End over) {
        if (beginning.isEmpty() && end.isEmpty()) {
            return over.span();
        }
        return over.span().between(beginning.map(Event::first), end.map(Event::first));
    }
}
