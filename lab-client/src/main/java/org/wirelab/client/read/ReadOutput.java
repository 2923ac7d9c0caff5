package org.wirelab.client.read;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.wirelab.client.session.OutputOptions;
import org.wirelab.render.LongLadder;
import org.wirelab.render.TerminalPage;
import org.wirelab.render.TerminalPage.Detail;
import org.wirelab.run.JsonLines;
import org.wirelab.run.LabException;
import org.wirelab.run.RunListener;
import org.wirelab.run.Summary;
import org.wirelab.run.Wording;
import org.wirelab.tcp.Segment;
import org.wirelab.tls.ApplicationData;
import org.wirelab.tls.ProtectedRecord;
import org.wirelab.tls.TlsObservation;
import org.wirelab.tls.offline.OfflineObservation;
import org.wirelab.trace.Entry;

/// Where a reading is shown: to people on one stream, to programs on the standard output.
final class ReadOutput {

    private static final int ARROWS_AT_THE_BEGINNING = 40;
    private static final int LINES_AT_THE_END = 10;
    private static final int REMARKS = 60;

    private final OutputOptions options;
    private final Wording wording;
    private final PrintWriter narration;
    private final OverviewPage page;
    private final Results results = new Results(System.out);

    ReadOutput(OutputOptions options) throws LabException {
        this.options = options;
        this.wording = options.wording();
        this.narration = options.narration();
        this.page = new OverviewPage(narration, options.style(), wording.texts(), options.detail());
    }

    Wording wording() {
        return wording;
    }

    /// The tag of the language that people are spoken to in.
    String language() {
        return wording.texts().language().tag();
    }

    boolean json() {
        return options.json();
    }

    OverviewPage page() {
        return page;
    }

    /// How far a reading is, for somebody who waits.
    Progress progress(OptionalLong size, LongSupplier frames, LongSupplier taken) {
        return new Progress(System.err, wording.texts(), System.getenv(), size, frames, taken, System::nanoTime);
    }

    /// Who listens to the judges of a reading; nobody, where nothing is to be judged.
    List<RunListener> listeners(ReadRequest request, Annotation annotation) {
        List<RunListener> listeners = new ArrayList<>();
        if (options.json()) {
            listeners.add(new JsonLines(results, "the standard output", wording));
        }
        if (annotation.isWanted()) {
            listeners.add(annotation.listener());
        }
        if (request.ladder()) {
            listeners.add(ladder());
        } else if (!listeners.isEmpty()) {
            listeners.add(count());
        }
        return listeners;
    }

    /// Hands on all that has been said so far.
    void handOn() {
        results.hand();
        narration.flush();
    }

    /// True when nobody reads the standard output any more.
    boolean isBroken() {
        return System.out.checkError();
    }

    private RunListener ladder() {
        TerminalPage whole = terminal();
        return options.detail() == Detail.NORMAL
                ? new LongLadder(whole, ReadOutput::isTelling, ARROWS_AT_THE_BEGINNING, LINES_AT_THE_END, REMARKS)
                : whole;
    }

    /// Of many conversations only the count of their findings.
    private RunListener count() {
        TerminalPage last = terminal();
        return new RunListener() {
            @Override
            public void ended(Summary summary) {
                last.ended(summary);
            }
        };
    }

    private TerminalPage terminal() {
        return new TerminalPage(narration, options.style(), wording, options.detail());
    }

    private static boolean isTelling(Entry entry) {
        return switch (entry.observation()) {
            case Segment segment -> segment.syn() || segment.fin() || segment.rst();
            case ApplicationData _, ProtectedRecord _ -> false;
            case TlsObservation _, OfflineObservation _ -> true;
            default -> false;
        };
    }
}
