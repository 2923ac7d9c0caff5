package org.wirelab.client.session;

import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.wirelab.arq.LinkWitness;
import org.wirelab.flow.Flow;
import org.wirelab.render.Columns;
import org.wirelab.render.FrameSpool;
import org.wirelab.render.KeyLogFile;
import org.wirelab.render.PcapngFile;
import org.wirelab.render.RecomputeScript;
import org.wirelab.render.Style;
import org.wirelab.render.TerminalPage;
import org.wirelab.render.TerminalPage.Detail;
import org.wirelab.run.ExitCode;
import org.wirelab.run.JsonLines;
import org.wirelab.run.LabException;
import org.wirelab.run.Run;
import org.wirelab.run.RunFolder;
import org.wirelab.run.RunListener;
import org.wirelab.run.Summary;
import org.wirelab.run.Wording;
import org.wirelab.tcp.StateWitness;
import org.wirelab.tls.record.RecordWitness;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.wire.CapturedFrame;

/// A run as a command makes it: shown on the terminal or as JSON lines, and saved in its folder.
///
/// ```java
/// try (ClientRun run = ClientRun.open("tcp", options, TcpFlows.ALL)) {
///     experiment.run(run.trace(), …);
///     return run.finish();
/// }
/// ```
/// Leaving the block by an exception still ends the run: what was seen until then is shown and saved.
public final class ClientRun implements AutoCloseable, Interruption.Affected {

    /// Who says what a run says of itself.
    private static final Vantage OURSELVES = new Vantage(Source.OS, Side.CLIENT);

    private final Run run;
    private final Optional<RunFolder> folder;
    private final Optional<FrameSpool> spool;
    private final Optional<RecomputeScript> script;
    private final PrintWriter narration;
    private final Style style;
    private final Wording wording;
    private final AtomicBoolean finished = new AtomicBoolean();

    private ClientRun(
            Run run,
            Optional<RunFolder> folder,
            Optional<FrameSpool> spool,
            Optional<RecomputeScript> script,
            PrintWriter narration,
            Style style,
            Wording wording) {
        this.run = run;
        this.folder = folder;
        this.spool = spool;
        this.script = script;
        this.narration = narration;
        this.style = style;
        this.wording = wording;
    }

    /// Begins a run of this command.
    ///
    /// @param flows what it is judged by
    /// @throws LabException when its folder cannot be made, or an option makes no sense
    public static ClientRun open(String command, CommonOptions options, List<Flow> flows) throws LabException {
        return open(command, options, flows, options.output().detail());
    }

    /// Begins a run whose whole is more telling than its details, which are shown in brief unless the user wants
    /// more.
    ///
    /// @throws LabException as [#open(String, CommonOptions, List)]
    public static ClientRun openInBrief(String command, CommonOptions options, List<Flow> flows) throws LabException {
        Detail wanted = options.output().detail();
        return open(command, options, flows, wanted == Detail.NORMAL ? Detail.BRIEF : wanted);
    }

    private static ClientRun open(String command, CommonOptions options, List<Flow> flows, Detail detail)
            throws LabException {
        return open(
                command,
                options,
                flows,
                options.folder(),
                (out, style, wording) -> new TerminalPage(out, style, wording, detail));
    }

    /// How a run is shown to people.
    public interface Page {
        /// The page on this output.
        RunListener on(PrintWriter out, Style style, Wording wording);
    }

    /// Begins a run that is shown in a way of its own.
    ///
    /// @param below the folder to save it below; empty when it is not to be saved
    /// @throws LabException as [#open(String, CommonOptions, List)]
    public static ClientRun open(
            String command, CommonOptions options, List<Flow> flows, Optional<Path> below, Page page)
            throws LabException {
        // before the JVM's first use of a socket or a file channel: it then decides, once, whether there is IPv6, by
        // the addresses that the interfaces have at that moment
        LabNetwork.prepare(options);
        OutputOptions output = options.output();
        Wording wording = output.wording();
        Instant now = Instant.now();
        Optional<RunFolder> folder =
                below.isPresent() ? Optional.of(RunFolder.create(below.get(), now, command)) : Optional.empty();
        PrintWriter narration = output.narration();
        List<RunListener> listeners = new ArrayList<>();
        Style style = output.style();
        listeners.add(page.on(narration, style, wording));
        if (output.json()) {
            listeners.add(new JsonLines(output.results(), "the standard output", wording));
        }
        Optional<FrameSpool> spool = folder.map(FrameSpool::new);
        Optional<RecomputeScript> script = folder.map(RecomputeScript::new);
        folder.ifPresent(place -> {
            listeners.add(new JsonLines(
                    place.newWriter(RunFolder.TRACE),
                    place.path().resolve(RunFolder.TRACE).toString(),
                    wording));
            listeners.add(new KeyLogFile(place));
            listeners.add(script.orElseThrow());
            listeners.add(new PcapngFile(place, spool.orElseThrow(), wording));
        });
        String id = folder.map(RunFolder::id).orElse(command);
        Run run = Run.begin(id, command, output.language().tag(), flows, listeners);
        run.trace().conclude(new StateWitness());
        run.trace().conclude(new RecordWitness());
        run.trace().conclude(new LinkWitness());
        ClientRun opened = new ClientRun(run, folder, spool, script, narration, style, wording);
        Interruption.tell(opened);
        return opened;
    }

    /// Begins a run that is neither shown nor saved nor judged: one of many transfers of which only figures are
    /// told.
    ///
    /// @throws LabException as [#open(String, CommonOptions, List)]
    public static ClientRun unseen(String command, CommonOptions options) throws LabException {
        LabNetwork.prepare(options);
        OutputOptions output = options.output();
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter(), false);
        return new ClientRun(
                Run.begin(command, command, output.language().tag(), List.of(), List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                nowhere,
                output.style(),
                output.wording());
    }

    @Override
    public void interrupted() {
        trace().record(OURSELVES, Conversation.RUN, new RunObservation.Interrupted());
    }

    @Override
    public void endNow() {
        try {
            int _ = finish(ExitCode.INTERRUPTED);
        } catch (LabException e) {
            narration.println("lab: " + e.line());
            narration.flush();
        }
    }

    /// Where observations go.
    public Trace trace() {
        return run.trace();
    }

    /// Keeps a frame for the run's capture file.
    ///
    /// @return its number there, from 1; 0 when the run keeps none
    public int keep(CapturedFrame frame) {
        return spool.map(frames -> frames.add(frame)).orElse(0);
    }

    /// Whether frames are kept at all.
    public boolean keeps() {
        return spool.isPresent();
    }

    /// Begins a part of the run: what it is about decides which flows judge it and what the terminal shows.
    ///
    /// @param topics the leading one first: `tls`
    public void part(String... topics) {
        trace().record(OURSELVES, Conversation.RUN, RunObservation.Part.about(topics));
    }

    /// Has a conversation judged by every flow of its part, even if nothing of it is ever seen.
    public void expect(Conversation conversation) {
        trace().record(OURSELVES, conversation, new RunObservation.ConversationExpected());
    }

    /// Says that nothing more is to come of a conversation, from no vantage.
    public void ended(Conversation conversation) {
        trace().record(OURSELVES, conversation, new RunObservation.ConversationEnded());
    }

    /// Says by what name an address is known, for the reader of the capture file; a literal address is none.
    public void named(InetAddress address, String name) {
        String text = Endpoints.text(address);
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (!bare.isEmpty() && !bare.contains(":") && !bare.equals(text)) {
            trace().record(OURSELVES, Conversation.RUN, new RunObservation.Named(text, bare));
        }
    }

    /// The words that this run speaks in.
    public Wording wording() {
        return wording;
    }

    /// Says a sentence to people, from the text with this key, on as many lines as the terminal needs for it.
    public void say(String key, Object... arguments) {
        String text = style.plain(wording.texts().format(key, arguments)).strip();
        Columns.wrapped(text, style.width() - 1).forEach(line -> narration.println(" " + line));
        narration.flush();
    }

    /// Ends a run that came to its end.
    ///
    /// @return what the process is to exit with
    /// @throws LabException when a file of the run could not be written
    public int finish() throws LabException {
        return finish(ExitCode.OK);
    }

    /// Ends the run with this outcome; its findings may make it worse.
    ///
    /// @throws LabException when a file of the run could not be written
    public int finish(ExitCode outcome) throws LabException {
        if (!finished.compareAndSet(false, true)) {
            return outcome.number(); // said already
        }
        Interruption.isOver(this);
        Summary summary;
        try {
            summary = run.finish(unlessInterrupted(outcome));
        } finally {
            spool.ifPresent(FrameSpool::close);
        }
        folder.ifPresent(place -> {
            narration.println(wording.texts().format("run.saved", place.path())); // in one piece, to be copied
            if (script.filter(RecomputeScript::written).isPresent()) {
                String command = "sh " + place.path().resolve(RunFolder.RECOMPUTE);
                String text = wording.texts().format("run.recompute", command);
                Columns.withCommand(text, command, style.width()).forEach(narration::println);
            }
            narration.flush();
        });
        return summary.exit();
    }

    /// Ends a run that was left early.
    @Override
    public void close() throws LabException {
        if (!finished.get()) {
            finish(ExitCode.UNREACHABLE);
        }
    }

    /// Whoever is interrupted while waiting keeps the thread's mark and goes on to the end: that is no run that
    /// came to it.
    private static ExitCode unlessInterrupted(ExitCode outcome) {
        return Thread.currentThread().isInterrupted() ? ExitCode.INTERRUPTED : outcome;
    }
}
