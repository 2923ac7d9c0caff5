package org.wirelab.client;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
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
            "  lab explain lost-syn       what is documented of a scenario",
        })
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A sentence (tcp.open.1) or a part (tcp, tcp.open).")
    private @Nullable String id;

    @Override
    public Integer call() throws LabException {
        List<Sentence> all = new ArrayList<>(Catalogue.load().sentences());
        all.addAll(Catalogue.scenarios().sentences());
        PrintWriter out = output.results();
        CataloguePage page = new CataloguePage(out, output.style(), output.wording());
        List<Sentence> sentences = id == null ? all : named(id);
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

    /// A sentence, a part, or a scenario by the name that it has on the command line.
    private static List<Sentence> named(String id) throws LabException {
        String scenario = ".scenario." + id.replace('-', '_');
        for (Catalogue catalogue : List.of(Catalogue.load(), Catalogue.scenarios())) {
            for (String key : List.of(id, "tcp" + scenario, "tls" + scenario, "dns" + scenario)) {
                List<Sentence> found = catalogue.find(key).map(List::of).orElseGet(() -> catalogue.under(key));
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        throw new LabException(
                ExitCode.USAGE, "there is no sentence, part or scenario " + id + ": 'lab explain' lists them");
    }
}
