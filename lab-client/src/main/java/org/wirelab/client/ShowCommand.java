package org.wirelab.client;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.wirelab.client.session.OutputOptions;
import org.wirelab.render.TerminalPage;
import org.wirelab.run.JsonLines;
import org.wirelab.run.LabException;
import org.wirelab.run.Replay;
import org.wirelab.run.RunListener;
import org.wirelab.run.Wording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lab show RUN`: a saved run again, judged again, in any language.
@Command(
        name = "show",
        description = "Shows a saved run again; its entries are judged anew.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  lab show lab-runs/20261122-185012-tcp              as it was shown then",
            "  lab show lab-runs/20261122-185012-tcp --lang ko    in Korean",
            "  lab show lab-runs/20261122-185012-tcp --json       as JSON lines",
        })
final class ShowCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "RUN", description = "A run's folder, or its trace.jsonl.")
    private Path run;

    @Override
    public Integer call() throws LabException {
        Wording wording = output.wording();
        PrintWriter narration = output.narration();
        List<RunListener> listeners = new ArrayList<>();
        listeners.add(new TerminalPage(narration, output.style(), wording, output.detail()));
        if (output.json()) {
            listeners.add(new JsonLines(output.results(), "the standard output", wording));
        }
        return Replay.of(run, Protocols.KINDS, Protocols.known(), listeners).exit();
    }
}
