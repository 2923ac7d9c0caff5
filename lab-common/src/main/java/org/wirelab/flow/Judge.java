package org.wirelab.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Envelope;
import org.wirelab.trace.VantageObservation;

/// Holds one conversation against one flow, entry by entry, and says what it finds as soon as it is certain.
///
/// A finding is certain when no later entry can change its verdict. Later sightings of an event that has already
/// settled a step only add to its evidence: [#findings()] has them, what [#on] returned does not.
///
/// Order: a step's event that comes *after* an event of a later step, at a vantage that saw both, contradicts it.
/// Between vantages the order of arrival proves nothing and is not judged.
public final class Judge {

    private final Flow flow;
    private final Conversation conversation;
    private final Sightings sightings = new Sightings();
    private final Watch watch = new Watch();
    private final Letters letters;
    private final List<Progress> steps;
    private final Span span = new Span();
    private final List<Entry> waiting = new ArrayList<>();
    private boolean beginningKnown;
    private Optional<Entry> begunBefore = Optional.empty();
    private Optional<Event> ended = Optional.empty();

    /// A judge that has seen nothing yet.
    public Judge(Flow flow, Conversation conversation) {
        this.flow = flow;
        this.conversation = conversation;
        this.letters = new Letters(conversation);
        this.steps = flow.steps().stream().<Progress>map(Progress::of).toList();
    }

    /// Takes the next entry: one of this conversation, or a vantage's word on itself.
    ///
    /// @return what has become certain by it, in the order of the steps
    public List<Finding> on(Entry entry) {
        if (entry.observation() instanceof VantageObservation observation) {
            watch.on(entry, observation);
            return bestIsWatching() ? List.of() : takeWaiting();
        }
        if (entry.observation() instanceof Envelope) {
            sightings.add(entry); // evidence of its event, now or later; it settles nothing
            return List.of();
        }
        underWay(entry);
        if (bestIsWatching() && !flow.best().contains(entry.vantage().source())) {
            if (flow.mentions(entry.observation())) {
                waiting.add(entry);
            }
            return List.of();
        }
        return take(entry);
    }

    private boolean bestIsWatching() {
        return watch.isOpen(flow.best());
    }

    private List<Finding> takeWaiting() {
        List<Finding> certain = new ArrayList<>();
        waiting.forEach(entry -> certain.addAll(take(entry)));
        waiting.clear();
        return certain;
    }

    private List<Finding> take(Entry entry) {
        noteLateBeginning(entry);
        Event event = sightings.add(entry);
        List<Finding> certain = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).on(entry, event, letters, steps.subList(i + 1, steps.size()))) {
                certain.add(finding(steps.get(i)));
            }
        }
        for (Progress step : steps) {
            if (step.reconsider(letters)) {
                certain.add(finding(step));
            }
        }
        if (ended.isEmpty()
                && flow.ends().filter(end -> end.shownBy(entry.observation())).isPresent()) {
            ended = Optional.of(event);
        }
        return certain;
    }

    /// Notes an entry by which the conversation was under way, be it of use to this flow or not.
    void underWay(Entry entry) {
        if (!(entry.observation() instanceof Envelope)) {
            span.add(entry);
        }
    }

    /// Ends the conversation: settles every step that is still open.
    ///
    /// @return the findings that this made certain, in the order of the steps
    public List<Finding> close() {
        List<Finding> certain = new ArrayList<>(takeWaiting());
        Progress.End end = new Progress.End(watch, span, begunBefore, ended, flow.ends());
        for (Progress step : steps) {
            if (!step.settled()) {
                step.settle(end, letters);
                certain.add(finding(step));
            }
        }
        return certain;
    }

    /// Ends the watching before the conversation's end: what has not been seen by now may still have come.
    ///
    /// @return the findings that this made certain, in the order of the steps
    public List<Finding> interrupt() {
        List<Finding> certain = new ArrayList<>(takeWaiting());
        for (Progress step : steps) {
            if (!step.settled()) {
                step.settle(new Verdict.Unobservable(Reason.of("reason.interrupted")));
                certain.add(finding(step));
            }
        }
        return certain;
    }

    /// What has been found so far, with all evidence that has come since, in the order of the steps.
    public List<Finding> findings() {
        return steps.stream().filter(Progress::settled).map(this::finding).toList();
    }

    /// The first observation of a type may show that the beginning had passed before anybody looked.
    private void noteLateBeginning(Entry entry) {
        if (beginningKnown || flow.late().isEmpty()) {
            return;
        }
        Flow.Ending<?> late = flow.late().get();
        if (late.type().isInstance(entry.observation())) {
            beginningKnown = true;
            begunBefore = Optional.of(entry).filter(first -> late.shownBy(first.observation()));
        }
    }

    private Finding finding(Progress step) {
        return new Finding(
                flow.id(),
                conversation,
                step.step().id(),
                step.verdict().orElseThrow(),
                step.evidence(),
                step.letters());
    }
}
