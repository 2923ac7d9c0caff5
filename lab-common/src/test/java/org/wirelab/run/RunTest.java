package org.wirelab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Step;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// A run at work: judging and telling on a thread of its own, to the end.
class RunTest {

    private static final Vantage SOCKET = new Vantage(Source.SOCKET, Side.CLIENT);
    private static final Conversation CONNECTION = Conversation.between("a", "b");
    private static final SocketEvent CONNECT = new SocketEvent.Connect("a", "b");
    private static final Flow FLOW = Flow.of("tcp.open", Step.of("tcp.open.1", SocketEvent.Connect.class, _ -> true));

    /// Notes what it is told, and then does as the test says.
    private static final class Notes implements RunListener {
        private final List<String> heard = new ArrayList<>();
        private final Consumer<Entry> onEntry;

        private Notes(Consumer<Entry> onEntry) {
            this.onEntry = onEntry;
        }

        @Override
        public void began(RunHeader header) {
            heard.add("began " + header.command());
        }

        @Override
        public void entry(Entry entry) {
            heard.add("entry " + entry.number());
            onEntry.accept(entry);
        }

        @Override
        public void found(Finding finding) {
            heard.add("found " + finding.step() + " " + finding.verdict().label());
        }

        @Override
        public void concluded(List<Finding> findings) {
            heard.add("concluded " + findings.size());
        }

        @Override
        public void ended(Summary summary) {
            heard.add("ended " + summary.exit() + " with " + summary.sentences());
        }
    }

    private final Notes notes = new Notes(_ -> {});

    private static Run begin(Flow flow, RunListener... listeners) {
        return Run.begin("id", "tcp", "en", List.of(flow), List.of(listeners));
    }

    private static void connect(Run run) {
        run.trace().record(SOCKET, CONNECTION, CONNECT);
    }

    @Test
    void whatIsSeenIsToldAndThenWhatIsFound() throws LabException {
        Run run = begin(FLOW, notes);
        connect(run);
        assertThat(run.finish(ExitCode.OK).exit()).isZero();
        assertThat(notes.heard)
                .containsExactly("began tcp", "entry 1", "found tcp.open.1 confirmed", "concluded 1", "ended 0 with 1");
    }

    @Test
    void anExpectedConversationIsJudgedEvenIfNothingOfItIsSeen() throws LabException {
        Run run = begin(FLOW, notes);
        run.trace().record(SOCKET, CONNECTION, new RunObservation.ConversationExpected());
        run.finish(ExitCode.OK);
        assertThat(notes.heard)
                .containsExactly(
                        "began tcp", "entry 1", "found tcp.open.1 unobservable", "concluded 1", "ended 0 with 1");
    }

    @Test
    void finishHandsOnAllThatIsQueued() throws LabException {
        Run run = begin(FLOW, notes);
        Recorder recorder = run.trace().recorder(SOCKET, CONNECTION);
        for (int i = 0; i < 10_000; i++) {
            recorder.record(CONNECT);
        }
        run.finish(ExitCode.OK);
        assertThat(notes.heard).hasSize(10_004).endsWith("entry 10000", "concluded 1", "ended 0 with 1");
    }

    @Test
    void whatIsRecordedAfterTheEndIsNotHandedOn() throws LabException {
        Run run = begin(FLOW, notes);
        run.finish(ExitCode.OK);
        connect(run);
        assertThat(notes.heard).containsExactly("began tcp", "ended 0 with 0");
    }

    @Test
    void entriesOfManyThreadsHaveAscendingNumbers() throws Exception {
        List<Long> numbers = new ArrayList<>();
        Run run = begin(FLOW, new Notes(entry -> numbers.add(entry.number())));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                for (int j = 0; j < 1_000; j++) {
                    connect(run);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        run.finish(ExitCode.OK);
        assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, 8_000).boxed().toList());
    }

    @Test
    void aListenerThatFailsStopsNoOtherAndIsToldOfAtTheEnd() {
        Notes full = new Notes(_ -> {
            throw new UncheckedIOException("trace.jsonl cannot be written: disk full", new IOException());
        });
        Run run = begin(FLOW, full, notes);
        connect(run);
        connect(run);
        assertThatThrownBy(() -> run.finish(ExitCode.OK))
                .isInstanceOf(LabException.class)
                .hasMessage("trace.jsonl cannot be written: disk full")
                .extracting(e -> ((LabException) e).exitCode())
                .isEqualTo(ExitCode.LACKING);
        assertThat(full.heard).containsExactly("began tcp", "entry 1");
        assertThat(notes.heard)
                .containsExactly(
                        "began tcp",
                        "entry 1",
                        "found tcp.open.1 confirmed",
                        "entry 2",
                        "concluded 1",
                        "ended 0 with 1");
    }

    @Test
    void aMistakeInAListenerIsAnInternalErrorAndStopsNoOther() {
        Notes broken = new Notes(_ -> {
            throw new IllegalStateException("oops");
        });
        Run run = begin(FLOW, broken, notes);
        connect(run);
        assertThatThrownBy(() -> run.finish(ExitCode.OK))
                .hasMessage("Notes could not show this run: java.lang.IllegalStateException: oops")
                .extracting(e -> ((LabException) e).exitCode())
                .isEqualTo(ExitCode.INTERNAL);
        assertThat(notes.heard).endsWith("ended 0 with 1");
    }

    @Test
    void aMistakeInAFlowIsAnInternalErrorAndWhatIsSeenIsStillTold() {
        Flow broken = Flow.of("tcp.open", Step.of("tcp.open.1", SocketEvent.Connect.class, _ -> {
            throw new IllegalStateException("letter c has no value yet");
        }));
        Run run = begin(broken, notes);
        connect(run);
        connect(run);
        assertThatThrownBy(() -> run.finish(ExitCode.OK))
                .hasMessageStartingWith("the lab could not judge this run: ")
                .extracting(e -> ((LabException) e).exitCode())
                .isEqualTo(ExitCode.INTERNAL);
        assertThat(notes.heard).containsExactly("began tcp", "entry 1", "entry 2", "ended 0 with 0");
    }

    @Test
    void anInterruptDoesNotCutTheEndShort() throws LabException {
        Run run = begin(FLOW, notes);
        connect(run);
        Thread.currentThread().interrupt();
        run.finish(ExitCode.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(notes.heard).endsWith("ended 130 with 1");
    }
}
