package org.wirelab.client;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.session.OutputOptions;
import org.wirelab.flow.Catalogue;
import org.wirelab.flow.Catalogue.Sentence;
import org.wirelab.render.CataloguePage;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lab explain [ID]`: the sentences of the notes, each with its reference and with what the world adds.
@Command(
        name = "explain",
        description =
                "Shows the sentences of the notes: what they say, where the standard says it, where the world differs.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  lab explain                every sentence, a line each",
            "  lab explain tcp.close      the sentences of one part in full",
            "  lab explain tcp.close.6    one sentence",
        })
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A sentence (tcp.open.1) or a part (tcp, tcp.open).")
    private @Nullable String id;

    @Override
    public Integer call() throws LabException {
        Catalogue catalogue = Catalogue.load();
        PrintWriter out = output.results();
        CataloguePage page = new CataloguePage(out, output.style(), output.wording());
        List<Sentence> sentences = id == null ? catalogue.sentences() : named(catalogue, id);
        if (output.json()) {
            page.json(sentences);
        } else if (id == null) {
            page.list(sentences);
        } else {
            page.inFull(sentences);
        }
        out.flush();
        return ExitCode.OK.number();
    }

    private static List<Sentence> named(Catalogue catalogue, String id) throws LabException {
        Optional<Sentence> one = catalogue.find(id);
        List<Sentence> found = one.map(List::of).orElseGet(() -> catalogue.under(id));
        if (found.isEmpty()) {
            throw new LabException(
                    ExitCode.USAGE, "the notes have no sentence or part " + id + ": 'lab explain' lists them");
        }
        return found;
    }
}
