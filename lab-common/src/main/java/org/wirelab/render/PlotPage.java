package org.wirelab.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wirelab.text.Texts;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Mark;
import org.wirelab.trace.Plotted;
import org.wirelab.trace.RunObservation;

/// The plots of a page: what they are drawn from, and what they save the reader in lines.
///
/// In a conversation that has phases the plot shows when what happened; so of each kind of note only the first few are
/// told, of several such conversations at a time only the first, and how many were left out.
final class PlotPage {

    private static final int TOLD_OF_A_KIND = 4;
    private static final int TOLD_AMONG_SEVERAL = 1;

    private final Style style;
    private final Texts texts;
    private final Plots plots = new Plots();
    private final Map<Told, Integer> told = new HashMap<>();
    private final Set<Conversation> running = new HashSet<>();
    private long skipped;

    private record Told(Conversation conversation, Class<?> kind) {}

    PlotPage(Style style, Texts texts) {
        this.style = style;
        this.texts = texts;
    }

    /// Keeps what this entry has for a plot.
    void on(Entry entry) {
        plots.on(entry);
        if (entry.observation() instanceof Mark mark && mark.sign() instanceof Mark.Sign.Phase) {
            running.add(entry.conversation());
        }
        if (entry.observation() instanceof RunObservation.ConversationEnded) {
            running.remove(entry.conversation());
        }
    }

    /// Whether a note is one too many of its kind.
    boolean repeats(Entry note) {
        if (!hasPhases(note.conversation())) {
            return false;
        }
        int times = told.merge(new Told(note.conversation(), note.observation().getClass()), 1, Integer::sum);
        if (times > (running.size() > 1 ? TOLD_AMONG_SEVERAL : TOLD_OF_A_KIND)) {
            skipped++;
            return true;
        }
        return false;
    }

    /// The lines of a plot, below its title.
    List<String> lines(Plotted plotted) {
        return new Plot(style, texts).lines(plotted, plots);
    }

    /// The line that says how many notes were left out since the last such line; none where there were none.
    List<String> saySkipped() {
        List<String> lines = new ArrayList<>();
        if (skipped > 0) {
            String text = style.ellipsis() + " " + texts.format("ladder.skipped", skipped);
            lines.add(style.faint(" ".repeat(Ladder.INDENT) + text));
            skipped = 0;
        }
        return lines;
    }

    private boolean hasPhases(Conversation conversation) {
        return plots.marks(conversation).counts().keySet().stream().anyMatch(Mark.Sign.Phase.class::isInstance);
    }
}
