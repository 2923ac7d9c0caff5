package org.wirelab.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.VantageObservation;

/// One judge per flow and conversation, appointed when the conversation first shows something that the flow knows.
///
/// A conversation is judged by the flows of the run's part that it began in; where a run has no parts, by all. When it
/// has ended nothing of it is kept, so that a trace of any number of conversations is judged in little memory.
///
/// When the run is interrupted, what happened before is still judged, however late it is told; what happens after is
/// the interruption's own doing, and shows nothing.
public final class Judges {

    /// What comes of a conversation after its end is not judged, as long as its end is remembered: what is captured
    /// comes a little later than what ended it.
    private static final int ENDS_REMEMBERED = 1 << 14;

    private final List<Flow> flows;
    private final Map<Conversation, Bench> benches = new LinkedHashMap<>();
    private final List<Entry> watchers = new ArrayList<>();
    private final Set<Conversation> ended = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Conversation, Boolean> eldest) {
            return size() > ENDS_REMEMBERED;
        }
    });
    private final List<Finding> done = new ArrayList<>();
    private final Consumer<List<Finding>> concluded;
    private List<Flow> flowsOfPart;
    private OptionalLong interruptedAt = OptionalLong.empty();

    /// The judges of one conversation, and what a judge appointed later must still hear of.
    private static final class Bench {
        private final Map<String, Judge> judges = new LinkedHashMap<>();
        private final List<Entry> watchers = new ArrayList<>();
        private final List<Flow> flows;
        private @Nullable Entry first;

        private Bench(List<Flow> flows) {
            this.flows = flows;
        }
    }

    /// Judges for these flows that keep the findings of the conversations that have ended: see [#findings()].
    public Judges(List<Flow> flows) {
        this.flows = List.copyOf(flows);
        this.flowsOfPart = this.flows;
        this.concluded = done::addAll;
    }

    /// Judges for these flows that keep nothing of a conversation that has ended.
    ///
    /// @param concluded given the findings of each conversation when it has ended, with their complete evidence, in
    ///     the order of the flows
    public Judges(List<Flow> flows, Consumer<List<Finding>> concluded) {
        this.flows = List.copyOf(flows);
        this.flowsOfPart = this.flows;
        this.concluded = concluded;
    }

    /// Gives the entry to whom it concerns.
    ///
    /// @return what has become certain by it
    public List<Finding> on(Entry entry) {
        if (entry.conversation().equals(Conversation.RUN)) {
            return onRun(entry);
        }
        if (entry.observation() instanceof RunObservation.ConversationEnded) {
            return close(entry.conversation());
        }
        if (ended.contains(entry.conversation()) || isOfTheInterruption(entry)) {
            return List.of();
        }
        Bench bench = benches.computeIfAbsent(entry.conversation(), _ -> new Bench(flowsOfPart));
        if (entry.observation() instanceof RunObservation.ConversationExpected expected) {
            expect(entry.conversation(), bench, expected.topics());
            return List.of();
        }
        if (entry.observation() instanceof VantageObservation) {
            bench.watchers.add(entry);
        } else if (bench.first == null) {
            bench.first = entry;
        }
        List<Finding> certain = new ArrayList<>();
        for (Flow flow : bench.flows) {
            Judge judge = bench.judges.get(flow.id());
            if (judge == null && flow.concerns(entry.observation())) {
                judge = appoint(flow, entry.conversation(), bench);
            }
            if (judge != null) {
                certain.addAll(judge.on(entry));
            }
        }
        return certain;
    }

    /// Nobody's word on itself, and happened after the run was interrupted: sockets that are closed, an alert.
    private boolean isOfTheInterruption(Entry entry) {
        return interruptedAt.isPresent()
                && entry.nanos() > interruptedAt.getAsLong()
                && !(entry.observation() instanceof VantageObservation)
                && !(entry.observation() instanceof RunObservation);
    }

    /// True when the run was interrupted: open steps are then not missing.
    public boolean wereInterrupted() {
        return interruptedAt.isPresent();
    }

    /// Ends one conversation and forgets it, but for its findings. What comes of it later is not judged.
    ///
    /// @return the findings that this made certain
    public List<Finding> close(Conversation conversation) {
        return end(conversation, wereInterrupted() ? Judge::interrupt : Judge::close);
    }

    private List<Finding> end(Conversation conversation, Function<Judge, List<Finding>> how) {
        ended.add(conversation);
        Bench bench = benches.remove(conversation);
        if (bench == null) {
            return List.of();
        }
        List<Finding> certain = new ArrayList<>();
        List<Finding> complete = new ArrayList<>();
        for (Flow flow : flows) {
            Judge judge = bench.judges.get(flow.id());
            if (judge != null) {
                certain.addAll(how.apply(judge));
                complete.addAll(judge.findings());
            }
        }
        if (!complete.isEmpty()) {
            concluded.accept(complete);
        }
        return certain;
    }

    /// Ends all conversations.
    ///
    /// @return the findings that this made certain
    public List<Finding> close() {
        return endAll(wereInterrupted() ? Judge::interrupt : Judge::close);
    }

    /// Ends the watching of all conversations that have not ended themselves: somebody would not wait for it.
    ///
    /// @return the findings that this made certain
    public List<Finding> interrupt() {
        return endAll(Judge::interrupt);
    }

    private List<Finding> endAll(Function<Judge, List<Finding>> how) {
        List<Finding> certain = new ArrayList<>();
        List.copyOf(benches.keySet()).forEach(conversation -> certain.addAll(end(conversation, how)));
        return certain;
    }

    /// The findings of the conversations that have ended, each with its complete evidence, by conversation and
    /// flow; none where they are given away.
    public List<Finding> findings() {
        return List.copyOf(done);
    }

    private List<Finding> onRun(Entry entry) {
        List<Finding> certain = new ArrayList<>();
        switch (entry.observation()) {
            case VantageObservation _ -> {
                watchers.add(entry);
                benches.values()
                        .forEach(bench -> bench.judges.values().forEach(judge -> certain.addAll(judge.on(entry))));
            }
            case RunObservation.Part(List<String> topics) ->
                flowsOfPart = flows.stream()
                        .filter(flow -> topics.stream().anyMatch(topic -> isAbout(flow, topic)))
                        .toList();
            case RunObservation.Interrupted _ -> interruptedAt = OptionalLong.of(entry.nanos());
            default -> {} // nothing else in a run as a whole is judged
        }
        return certain;
    }

    private void expect(Conversation conversation, Bench bench, @Nullable List<String> topics) {
        for (Flow flow : bench.flows) {
            boolean meant = topics == null || topics.stream().anyMatch(topic -> isAbout(flow, topic));
            if (meant && !bench.judges.containsKey(flow.id())) {
                appoint(flow, conversation, bench);
            }
        }
    }

    private static boolean isAbout(Flow flow, String topic) {
        return flow.id().equals(topic) || flow.id().startsWith(topic + ".");
    }

    private Judge appoint(Flow flow, Conversation conversation, Bench bench) {
        Judge judge = new Judge(flow, conversation);
        watchers.forEach(judge::on);
        bench.watchers.forEach(judge::on);
        if (bench.first != null) {
            judge.underWay(bench.first);
        }
        bench.judges.put(flow.id(), judge);
        return judge;
    }
}
