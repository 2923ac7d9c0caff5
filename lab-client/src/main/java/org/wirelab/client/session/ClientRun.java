package org.wirelab.client.session;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.flow.Flow;
import org.wirelab.render.KeyLogFile;
import org.wirelab.render.TerminalPage;
import org.wirelab.run.ExitCode;
import org.wirelab.run.JsonLines;
import org.wirelab.run.LabException;
import org.wirelab.run.Run;
import org.wirelab.run.RunFolder;
import org.wirelab.run.RunListener;
import org.wirelab.run.Summary;
import org.wirelab.run.Wording;
import org.wirelab.trace.Trace;

/// A run as a command makes it: shown on the terminal or as JSON lines, and saved in its folder.
///
/// ```java
/// try (ClientRun run = ClientRun.open("tcp", options, TcpFlows.ALL)) {
///     experiment.run(run.trace(), …);
///     return run.finish();
/// }
/// ```
/// Leaving the block by an exception still ends the run: what was seen until then is shown and saved.
public final class ClientRun implements AutoCloseable {

    private final Run run;
    private final Optional<RunFolder> folder;
    private final PrintWriter narration;
    private final Wording wording;
    private boolean finished;

    private ClientRun(Run run, Optional<RunFolder> folder, PrintWriter narration, Wording wording) {
        this.run = run;
        this.folder = folder;
        this.narration = narration;
        this.wording = wording;
    }

    /// Begins a run of this command.
    ///
    /// @param flows what it is judged by
    /// @throws LabException when its folder cannot be made, or an option makes no sense
    public static ClientRun open(String command, CommonOptions options, List<Flow> flows) throws LabException {
        OutputOptions output = options.output();
        Wording wording = output.wording();
        Instant now = Instant.now();
        Optional<RunFolder> folder = options.folder().isPresent()
                ? Optional.of(RunFolder.create(options.folder().get(), now, command))
                : Optional.empty();
        PrintWriter narration = output.narration();
        List<RunListener> listeners = new ArrayList<>();
        listeners.add(new TerminalPage(narration, output.style(), wording, output.detail()));
        if (output.json()) {
            listeners.add(new JsonLines(output.results(), "the standard output", wording));
        }
        folder.ifPresent(place -> {
            listeners.add(new JsonLines(
                    place.newWriter(RunFolder.TRACE),
                    place.path().resolve(RunFolder.TRACE).toString(),
                    wording));
            listeners.add(new KeyLogFile(place));
        });
        String id = folder.map(RunFolder::id).orElse(command);
        Run run = Run.begin(id, command, output.language().tag(), flows, listeners);
        return new ClientRun(run, folder, narration, wording);
    }

    /// Where observations go.
    public Trace trace() {
        return run.trace();
    }

    /// The run itself.
    public Run run() {
        return run;
    }

    /// The words that this run speaks in.
    public Wording wording() {
        return wording;
    }

    /// Says one line to people, from the text with this key.
    public void say(String key, Object... arguments) {
        narration.println(wording.texts().format(key, arguments));
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
        finished = true;
        Summary summary = run.finish(outcome);
        folder.ifPresent(place -> say("run.saved", place.path()));
        return summary.exit();
    }

    /// Ends a run that was left early.
    @Override
    public void close() throws LabException {
        if (!finished) {
            finish(Thread.currentThread().isInterrupted() ? ExitCode.INTERRUPTED : ExitCode.UNREACHABLE);
        }
    }
}
