package org.wirelab.render;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.wirelab.flow.Finding;
import org.wirelab.run.RunHeader;
import org.wirelab.run.RunListener;
import org.wirelab.run.Summary;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Entry;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Worded;

/// A page for conversations of any length: how each begins and ends is shown, what decided a finding, and what is
/// telling in between; the rest is left out, and how much that is.
public final class LongLadder implements RunListener {

    private final TerminalPage page;
    private final Predicate<Entry> telling;
    private final int atTheBeginning;
    private final int atTheEnd;
    private final int mostRemarks;

    /// What may yet be shown as the end.
    private final ArrayDeque<Entry> latest = new ArrayDeque<>();

    /// The latest arrow, as long as nothing says whether it is to be shown.
    private Optional<Entry> undecided = Optional.empty();

    private long arrows;
    private long remarks;
    private long skipped;

    /// @param telling which arrows are shown wherever they come
    /// @param atTheBeginning how many arrows are shown at the beginning of each conversation
    /// @param atTheEnd how many lines at its end
    /// @param mostRemarks how many [Worded] remarks are shown in between, each with its arrow
    public LongLadder(TerminalPage page, Predicate<Entry> telling, int atTheBeginning, int atTheEnd, int mostRemarks) {
        this.page = page;
        this.telling = telling;
        this.atTheBeginning = atTheBeginning;
        this.atTheEnd = atTheEnd;
        this.mostRemarks = mostRemarks;
    }

    @Override
    public void began(RunHeader header) {
        page.began(header);
    }

    @Override
    public void entry(Entry entry) {
        switch (entry.observation()) {
            case Arrow _ -> arrow(entry);
            case Worded _ -> remark(entry);
            case RunObservation.ConversationEnded _ -> {
                showTheEnd();
                page.entry(entry);
            }
            default -> page.entry(entry);
        }
    }

    @Override
    public void found(Finding finding) {
        showUndecided();
        page.found(finding);
    }

    @Override
    public void concluded(List<Finding> findings) {
        showTheEnd();
        page.concluded(findings);
    }

    @Override
    public void ended(Summary summary) {
        showTheEnd();
        page.ended(summary);
    }

    private void arrow(Entry entry) {
        putAside();
        undecided = Optional.of(entry);
        arrows++;
        if (arrows <= atTheBeginning || telling.test(entry)) {
            showUndecided();
        }
    }

    /// A remark stands below its arrow.
    private void remark(Entry entry) {
        if (remarks < mostRemarks || arrows <= atTheBeginning) {
            remarks++;
            showUndecided();
            page.entry(entry);
        } else {
            putAside();
            keep(entry);
        }
    }

    private void putAside() {
        undecided.ifPresent(this::keep);
        undecided = Optional.empty();
    }

    private void keep(Entry entry) {
        latest.add(entry);
        if (latest.size() > atTheEnd) {
            latest.remove();
            skipped++;
        }
    }

    /// Shows the arrow at hand; what was put aside before it is left out.
    private void showUndecided() {
        if (undecided.isPresent()) {
            skipped += latest.size();
            latest.clear();
            saySkipped();
            page.entry(undecided.get());
            undecided = Optional.empty();
        }
    }

    private void showTheEnd() {
        putAside();
        saySkipped();
        latest.forEach(page::entry);
        latest.clear();
        arrows = 0;
        remarks = 0;
    }

    private void saySkipped() {
        if (skipped > 0) {
            page.skipped(skipped);
            skipped = 0;
        }
    }
}
