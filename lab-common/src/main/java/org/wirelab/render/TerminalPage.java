package org.wirelab.render;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Sightings;
import org.wirelab.run.ExitCode;
import org.wirelab.run.FieldWords;
import org.wirelab.run.Kinds;
import org.wirelab.run.RunListener;
import org.wirelab.run.Summary;
import org.wirelab.run.Wording;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Aside;
import org.wirelab.trace.Bars;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Derived;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Frame;
import org.wirelab.trace.Note;
import org.wirelab.trace.Plotted;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Sample;
import org.wirelab.trace.Side;
import org.wirelab.trace.Sliding;
import org.wirelab.trace.Source;
import org.wirelab.trace.Table;
import org.wirelab.trace.TakenApart;
import org.wirelab.trace.Trail;
import org.wirelab.trace.VantageObservation;
import org.wirelab.trace.Worded;

/// A run as a person reads it while it happens: a ladder for each conversation, or a tree where it is a walk, each
/// sentence's verdict below what decided it, a count at the end.
public final class TerminalPage implements RunListener {

    /// How much is shown.
    public enum Detail {
        /// The verdicts that need attention, and the count.
        QUIET,
        /// What the part is about, a line or two each.
        BRIEF,
        /// What the part is about.
        NORMAL,
        /// Every entry.
        VERBOSE
    }

    private final PrintWriter out;
    private final Style style;
    private final Wording wording;
    private final Detail detail;
    private final Ladder ladder;
    private final FindingLines findingLines;
    private final Map<Conversation, Sightings> sightings = new HashMap<>();
    private final Map<Conversation, Set<Source>> watched = new HashMap<>();
    private final Map<Conversation, Long> zeros = new HashMap<>();
    private final SamplesShown samples = new SamplesShown();
    private final Derivations trees;
    private final TrailPage trails;
    private final PlotPage plots;
    private final SlidingLadder sliding;
    private final Figures figures;
    private Optional<Conversation> shown = Optional.empty();
    private Optional<String> topic = Optional.empty();
    private List<String> topics = List.of();

    /// A page on this output, which stays open.
    public TerminalPage(PrintWriter out, Style style, Wording wording, Detail detail) {
        this.out = out;
        this.style = style;
        this.wording = wording;
        this.detail = detail;
        this.ladder = new Ladder(style, wording.texts(), detail == Detail.BRIEF);
        this.findingLines = new FindingLines(style, wording);
        this.trails = new TrailPage(style, wording, detail == Detail.BRIEF);
        this.plots = new PlotPage(style, wording.texts());
        this.sliding = new SlidingLadder(style, wording.texts(), detail);
        this.figures = new Figures(style, wording, ladder, plots);
        this.trees = new Derivations(style, wording.texts());
    }

    @Override
    public void entry(Entry entry) {
        findingLines.interrupted();
        switch (entry.observation()) {
            case RunObservation.Part(List<String> about) -> {
                topics = about;
                topic = about.stream().findFirst();
            }
            case VantageObservation.Opened _ when isReadFromPackets(entry) -> {} // no further witness
            case VantageObservation.Opened _ ->
                watched.computeIfAbsent(entry.conversation(), _ -> new LinkedHashSet<>())
                        .add(entry.vantage().source());
            case VantageObservation.Closed _, VantageObservation.Left _ ->
                watched.getOrDefault(entry.conversation(), new LinkedHashSet<>())
                        .remove(entry.vantage().source());
            default -> {
                plots.on(entry);
                if (isOfATree(entry)) {
                    trees.add(entry, (Derived) entry.observation());
                }
                if (detail != Detail.QUIET) {
                    show(entry);
                }
            }
        }
        out.flush();
    }

    /// A walk is drawn as a tree when it has ended; for those who look at every entry this is the tree's lines
    /// only.
    private void show(Entry entry) {
        boolean walk = entry.observation() instanceof Trail trail && !(trail.mark() instanceof Trail.Mark.Nothing);
        if (walk) {
            List<String> above = trails.on(entry.conversation(), (Trail) entry.observation(), entry.number());
            if (detail != Detail.VERBOSE && !above.isEmpty()) {
                heading(entry.conversation());
                above.forEach(out::println);
            }
        }
        if ((!walk || detail == Detail.VERBOSE) && isShown(entry)) {
            List<String> lines = lines(entry);
            if (detail == Detail.VERBOSE || !trails.behind(entry.conversation(), lines)) {
                heading(entry.conversation());
                lines.forEach(out::println);
            }
        }
    }

    /// Says that this many lines were left out here.
    void skipped(long lines) {
        if (detail != Detail.QUIET) {
            String text = style.ellipsis() + " " + wording.texts().format("ladder.skipped", lines);
            out.println(style.faint(" ".repeat(Ladder.INDENT) + text));
        }
    }

    @Override
    public void found(Finding finding) {
        if (detail == Detail.QUIET && !finding.verdict().failed()) {
            return;
        }
        if (detail == Detail.VERBOSE || !trails.found(finding)) {
            List<String> lines = new ArrayList<>(sliding.end(finding.conversation()));
            lines.addAll(findingLines.of(finding));
            heading(finding.conversation());
            lines.forEach(out::println);
        }
        out.flush();
    }

    @Override
    public void concluded(List<Finding> findings) {
        findings.stream().map(Finding::conversation).distinct().forEach(this::close);
        for (Finding finding : findings) {
            sightings.remove(finding.conversation());
            watched.remove(finding.conversation());
            zeros.remove(finding.conversation());
            sliding.forget(finding.conversation());
        }
    }

    /// The tree of a walk, and what came of what.
    private void close(Conversation conversation) {
        for (List<String> lines : List.of(trails.close(conversation), trees.close(conversation))) {
            if (!lines.isEmpty()) {
                heading(conversation);
                lines.forEach(out::println);
                out.flush();
            }
        }
    }

    @Override
    public void ended(Summary summary) {
        trails.closeAll().forEach(out::println);
        if (summary.sentences() == 0) {
            return; // the run failed before it came to anything, or nothing is said of it
        }
        if (detail != Detail.QUIET || summary.exit() != ExitCode.OK.number()) {
            out.println();
        }
        Columns.wrapped(new CountLine(wording).of(summary), style.width() - 1)
                .forEach(line -> out.println(" " + style.bold(line)));
        out.flush();
    }

    private boolean isOfATree(Entry entry) {
        return (detail == Detail.NORMAL || detail == Detail.VERBOSE)
                && entry.observation() instanceof Derived
                && isOfTheTopic(entry);
    }

    private List<String> lines(Entry entry) {
        return switch (entry.observation()) {
            case Sliding arrow -> sliding.arrow(entry, arrow, zero(entry));
            case Arrow arrow -> ladder.arrow(entry, arrow, zero(entry));
            case Note note when sliding.knows(entry.conversation()) -> sliding.note(entry, note, zero(entry));
            case Note note -> ladder.note(entry, note, zero(entry));
            case Aside aside -> List.of(ladder.aside(entry, aside));
            case Bars bars -> figures.chart(entry, bars);
            case Plotted plotted -> figures.plot(entry, plotted);
            case Table table -> figures.table(entry, table);
            default ->
                List.of(style.faint(" ".repeat(Ladder.INDENT)
                        + Columns.cut(
                                style.plain(entry.vantage() + " " + FieldWords.of(entry.observation())),
                                style.width() - Ladder.INDENT,
                                style.ellipsis())));
        };
    }

    /// Arrows and notes of the part's topic, each event once; everything for those who ask for it.
    private boolean isShown(Entry entry) {
        if (detail == Detail.VERBOSE) {
            return !(entry.observation() instanceof Sample) || samples.isDue(entry);
        }
        boolean drawable = switch (entry.observation()) {
            case Arrow _ -> !isLeftToTheWire(entry);
            case TakenApart apart -> apart.exemplary() && detail != Detail.BRIEF;
            case Note note -> !isLeftToTheWire(entry) && !(note instanceof Worded worded && worded.implied());
            case Aside _, Bars _ -> detail != Detail.BRIEF;
            case Plotted _, Table _ -> true;
            default -> false;
        };
        return drawable
                && isOfTheTopic(entry)
                && (isNew(entry) || sliding.showsAgain(entry))
                && !sliding.leavesOut(entry)
                && !(entry.observation() instanceof Note && plots.repeats(entry));
    }

    /// What was read out of the packets of a capture, such as the messages of TLS.
    private static boolean isReadFromPackets(Entry entry) {
        return entry.vantage().source() == Source.TLS && entry.vantage().side() == Side.LINK;
    }

    /// The observations of the topic's protocol, what was read out of its packets, and what befell them on the
    /// emulated link.
    private boolean isOfTheTopic(Entry entry) {
        String kind = Kinds.nameOf(entry.observation().getClass());
        return entry.vantage().source() == Source.LINK
                || (isReadFromPackets(entry) && topics.stream().anyMatch(about -> kind.startsWith(about + ".")))
                || topic.map(about -> about.replaceFirst("\\..*", "") + ".")
                        .filter(family -> !kind.startsWith(family))
                        .isEmpty();
    }

    /// A conversation's ladder counts from the first thing drawn of it.
    private long zero(Entry entry) {
        return zeros.computeIfAbsent(entry.conversation(), _ -> entry.nanos());
    }

    private boolean isNew(Entry entry) {
        return sightings
                        .computeIfAbsent(entry.conversation(), _ -> new Sightings())
                        .add(entry)
                        .numbers()
                        .size()
                == 1;
    }

    /// What travels in frames is drawn where the wire shows it; others who saw it remain evidence.
    private boolean isLeftToTheWire(Entry entry) {
        return entry.observation() instanceof Frame
                && entry.vantage().source() != Source.CAPTURE
                && sources(entry.conversation()).contains(Source.CAPTURE);
    }

    private Set<Source> sources(Conversation conversation) {
        Set<Source> sources = new LinkedHashSet<>(watched.getOrDefault(Conversation.RUN, Set.of()));
        sources.addAll(watched.getOrDefault(conversation, Set.of()));
        return sources;
    }

    private void heading(Conversation conversation) {
        if (shown.filter(conversation::equals).isPresent() || conversation.equals(Conversation.RUN)) {
            return;
        }
        shown = Optional.of(conversation);
        String title =
                topic.flatMap(about -> wording.texts().find(about + ".title")).orElse("");
        new HeadingLines(style, wording.texts())
                .of(title, conversation, sources(conversation))
                .forEach(out::println);
    }
}
