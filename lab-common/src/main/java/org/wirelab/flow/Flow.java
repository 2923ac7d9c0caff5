package org.wirelab.flow;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Source;

/// A documented conversation as data: the sentences of the notes, in their order.
///
/// @param id `tcp.open`
/// @param steps its sentences
/// @param ends what ends the conversation early, so that steps not seen by then have a reason
/// @param late what shows, as the first of its kind, that the conversation had begun before anybody looked
/// @param best the sources whose word is heard first, while any of them is watching
public record Flow(
        String id, List<Step<?>> steps, Optional<Ending<?>> ends, Optional<Ending<?>> late, Set<Source> best) {

    /// An observation that says something about the conversation as a whole.
    ///
    /// @param key text key of what it says
    public record Ending<O extends Observation>(Class<O> type, Predicate<O> when, String key) {
        boolean shownBy(Observation observation) {
            return type.isInstance(observation) && when.test(type.cast(observation));
        }
    }

    public Flow {
        steps = List.copyOf(steps);
        best = Set.copyOf(best);
    }

    /// The flow with these steps.
    public static Flow of(String id, Step<?>... steps) {
        return new Flow(id, List.of(steps), Optional.empty(), Optional.empty(), Set.of());
    }

    /// What ends the conversation: a step that has not been seen by then is not to be waited for.
    public <O extends Observation> Flow endedBy(Class<O> type, Predicate<O> when, String key) {
        return new Flow(id, steps, Optional.of(new Ending<>(type, when, key)), late, best);
    }

    /// What shows, when it is the first of its type in the conversation, that the beginning was not seen.
    public <O extends Observation> Flow beganBefore(Class<O> type, Predicate<O> when) {
        return new Flow(id, steps, ends, Optional.of(new Ending<>(type, when, "reason.late")), best);
    }

    /// The sources that see the conversation itself where others see its effects. While one of them watches, what
    /// the others say waits until it has finished: a capture is read later than a socket, and its evidence is to
    /// stand first.
    public Flow bestSeenBy(Source first, Source... more) {
        return new Flow(id, steps, ends, late, EnumSet.of(first, more));
    }

    /// True when an observation of this type can settle any of its steps.
    boolean mentions(Observation observation) {
        return concerns(observation) || steps.stream().anyMatch(step -> step.mentions(observation));
    }

    /// True when an observation of this type can say anything about this flow, so that it applies to the
    /// conversation.
    boolean concerns(Observation observation) {
        return steps.stream()
                .flatMap(step -> step.recognisers().stream())
                .anyMatch(recogniser -> recogniser.type().isInstance(observation));
    }

    /// The keys of all texts of its own that its findings may need: each stands in the bundles of every language.
    public Set<String> textKeys() {
        Set<String> keys = new LinkedHashSet<>();
        steps.forEach(step -> keys.addAll(step.textKeys()));
        ends.ifPresent(ending -> keys.add(ending.key()));
        return keys;
    }
}
