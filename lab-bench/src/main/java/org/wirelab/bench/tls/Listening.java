package org.wirelab.bench.tls;

import java.io.Writer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.wirelab.run.ExitCode;
import org.wirelab.run.JsonLines;
import org.wirelab.run.LabException;
import org.wirelab.run.Run;
import org.wirelab.run.Wording;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.tls.TlsFlows;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;

/// A trace that somebody listens to on its own thread: what recording costs depends on what becomes of it there.
interface Listening extends AutoCloseable {

    /// Where one side of a conversation records.
    Recorder recorder(Side side, Conversation conversation);

    /// The conversation is over.
    void ended(Conversation conversation);

    /// Waits until nothing is queued.
    void settle() throws InterruptedException;

    @Override
    void close() throws LabException, InterruptedException;

    /// Entries wait until the handshakes of a batch are over; then they get their numbers and are forgotten.
    static Listening afterwards() {
        ExecutorService worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("bench-trace").factory());
        return new Listening() {
            private Trace trace = new Trace(System::nanoTime, 0);

            @Override
            public Recorder recorder(Side side, Conversation conversation) {
                return trace.recorder(new Vantage(Source.TLS, side), conversation);
            }

            @Override
            public void ended(Conversation conversation) {}

            @Override
            public void settle() throws InterruptedException {
                trace.close();
                try {
                    worker.submit(trace::pump).get();
                } catch (ExecutionException e) {
                    throw new IllegalStateException("the trace broke off", e.getCause());
                }
                trace = new Trace(System::nanoTime, 0);
            }

            @Override
            public void close() {
                worker.shutdown();
            }
        };
    }

    /// Entries get their numbers and are forgotten, while the handshakes go on.
    static Listening drained() {
        Trace trace = new Trace(System::nanoTime, 0);
        Thread pump = Thread.ofPlatform().daemon().name("bench-trace").start(trace::pump);
        return new Listening() {
            @Override
            public Recorder recorder(Side side, Conversation conversation) {
                return trace.recorder(new Vantage(Source.TLS, side), conversation);
            }

            @Override
            public void ended(Conversation conversation) {}

            @Override
            public void settle() throws InterruptedException {
                trace.settle();
            }

            @Override
            public void close() throws InterruptedException {
                trace.close();
                pump.join();
            }
        };
    }

    /// As in a run of `lab tls`: judged by every sentence and written as JSON lines, here to nowhere.
    static Listening judgedAndWritten() {
        JsonLines lines = new JsonLines(Writer.nullWriter(), "nowhere", new Wording(Texts.in(Language.EN)));
        Run run = Run.begin("bench", "bench", "en", TlsFlows.ALL, List.of(lines));
        return new Listening() {
            @Override
            public Recorder recorder(Side side, Conversation conversation) {
                return run.trace().recorder(new Vantage(Source.TLS, side), conversation);
            }

            @Override
            public void ended(Conversation conversation) {
                run.trace()
                        .record(
                                new Vantage(Source.OS, Side.CLIENT),
                                conversation,
                                new RunObservation.ConversationEnded());
            }

            @Override
            public void settle() throws InterruptedException {
                run.trace().settle();
            }

            @Override
            public void close() throws LabException {
                run.finish(ExitCode.OK);
            }
        };
    }
}
