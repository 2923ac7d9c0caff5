package org.wirelab.render;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Verdict;
import org.wirelab.render.TerminalPage.Detail;
import org.wirelab.run.RunHeader;
import org.wirelab.run.RunListener;
import org.wirelab.run.Summary;
import org.wirelab.run.Wording;
import org.wirelab.text.Texts;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Aside;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Frame;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Worded;

/// Many conversations at a time as a person reads them while they happen: a line for each thing that is seen, with the
/// time of day and the conversation's number and colour, the party that began it on the left.
public final class InterleavedPage implements RunListener {

    /// What an observation with a sentence of its own is to the reader.
    public enum Mark {
        /// A conversation comes or goes: said in bold.
        MILESTONE,
        /// Something to look at twice: said even to those who want little.
        REMARK,
        /// Said to those who want to know everything.
        DETAIL
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

    /// Columns of the time, and of the time and the number.
    private static final int AFTER_TIME = 16;

    private static final int NUMBER = 5;
    private static final int INDENT = AFTER_TIME + NUMBER;
    private static final int ARROW = 21;
    private static final int STEP = 12;

    private final PrintWriter out;
    private final Style style;
    private final Wording wording;
    private final Detail detail;
    private final Function<Observation, Mark> marks;
    private final ZoneId zone = ZoneId.systemDefault();
    private final Set<String> explained = new HashSet<>();
    private final List<Finding> unseen = new ArrayList<>();
    private Instant started = Instant.EPOCH;

    /// A page on this output, which stays open.
    ///
    /// @param marks what each observation with a sentence is
    public InterleavedPage(
            PrintWriter out, Style style, Wording wording, Detail detail, Function<Observation, Mark> marks) {
        this.out = out;
        this.style = style;
        this.wording = wording;
        this.detail = detail;
        this.marks = marks;
    }

    @Override
    public void began(RunHeader header) {
        started = header.started();
    }

    @Override
    public void entry(Entry entry) {
        tellUnseen();
        switch (entry.observation()) {
            case Worded worded -> sentence(entry, worded);
            case Arrow arrow when detail != Detail.QUIET -> print(entry, arrow(arrow, entry.conversation()));
            case Aside aside when detail != Detail.QUIET -> aside(aside, entry.conversation());
            case Observation other
            when detail == Detail.VERBOSE -> print(entry, style.faint(cut(entry.vantage() + " " + other)));
            default -> {} // shown to those who ask for everything
        }
        out.flush();
    }

    /// A verdict on what was seen stands below what decided it; steps that were not seen are told together, with
    /// the reason that they share. What the watch could not see, and what does not apply, is counted at the end.
    @Override
    public void found(Finding finding) {
        switch (finding.verdict()) {
            case Verdict.Missing _ -> unseen(finding);
            case Verdict.Contradicted _ -> told(finding, true);
            case Verdict.Differs _ when detail != Detail.QUIET -> told(finding, explained.add(finding.step()));
            case Verdict.Confirmed() when detail != Detail.QUIET -> told(finding, false);
            case Verdict.NotApplicable _, Verdict.Unobservable _ when detail == Detail.VERBOSE -> told(finding, true);
            case Verdict _ -> {}
        }
        out.flush();
    }

    private void told(Finding finding, boolean withReason) {
        tellUnseen();
        Verdict verdict = finding.verdict();
        String head = style.sign(verdict) + " " + Columns.padded(finding.step(), STEP) + " ";
        String letters = String.join(
                ", ",
                finding.letters().entrySet().stream()
                        .map(letter -> letter.getKey() + " = " + letter.getValue())
                        .toList());
        String line = cut(head + style.plain(wording.inShort(finding.step())));
        if (Columns.width(line) + 2 + Columns.width(letters) <= room()) {
            line = Columns.spread(line, letters, room());
        }
        String margin = margin(finding.conversation());
        out.println(margin + style.paint(verdict, line));
        if (withReason) {
            wording.why(finding).ifPresent(why -> below(why, margin));
        }
    }

    private void unseen(Finding finding) {
        if (!unseen.isEmpty()
                && !(unseen.getFirst().conversation().equals(finding.conversation())
                        && unseen.getFirst().verdict().equals(finding.verdict()))) {
            tellUnseen();
        }
        unseen.add(finding);
    }

    private void tellUnseen() {
        if (unseen.isEmpty()) {
            return;
        }
        Finding first = unseen.getFirst();
        String steps = String.join(", ", unseen.stream().map(Finding::step).toList());
        String why = wording.why(first).map(reason -> ": " + reason).orElse("");
        String text = style.sign(first.verdict()) + " " + steps + " "
                + wording.texts().get("verdict." + first.verdict().label()) + why;
        List<String> lines = Columns.wrapped(style.plain(text), room() - 2);
        String margin = margin(first.conversation());
        out.println(margin + style.paint(first.verdict(), lines.getFirst()));
        lines.stream().skip(1).forEach(line -> out.println(margin + "  " + style.paint(first.verdict(), line)));
        unseen.clear();
    }

    @Override
    public void ended(Summary summary) {
        tellUnseen();
        Columns.wrapped(new CountLine(wording).of(summary), style.width() - 1)
                .forEach(line -> out.println(" " + style.bold(line)));
        out.flush();
    }

    private void sentence(Entry entry, Worded worded) {
        Mark mark = marks.apply(worded);
        boolean shown = switch (detail) {
            case QUIET -> mark == Mark.REMARK;
            case BRIEF, NORMAL -> mark != Mark.DETAIL;
            case VERBOSE -> true;
        };
        if (!shown) {
            return;
        }
        Texts texts = wording.texts();
        String text = texts.find(worded.textKey()).isPresent()
                ? texts.format(worded.textKey(), worded.textArguments().toArray())
                : worded.textKey(); // of another version of the lab
        String sign = mark == Mark.REMARK ? "! " : "";
        List<String> lines = new ArrayList<>(Columns.wrapped(sign + style.plain(text), room()));
        List<String> painted = lines.stream()
                .map(line -> mark == Mark.MILESTONE ? style.bold(line) : style.remark(line))
                .toList();
        print(entry, painted.getFirst());
        painted.stream().skip(1).forEach(line -> out.println(" ".repeat(INDENT + sign.length()) + line));
    }

    /// What an arrow meant for one party: below it, without a time of its own.
    private void aside(Aside aside, Conversation conversation) {
        boolean began = conversation.beganAt(aside.party());
        Side side = began ? Side.CLIENT : Side.SERVER;
        String text = wording.texts().get("side." + side.label()) + "  " + aside.words();
        out.println(margin(conversation) + style.faint(cut("  " + text)));
    }

    private void print(Entry entry, String text) {
        String time = TIME.format(started.plusNanos(entry.nanos()).atZone(zone));
        out.println(time + " " + number(entry.conversation()) + text);
    }

    /// An arrow without the parties' names, which the conversation's first line gives; as many details as fit.
    private String arrow(Arrow arrow, Conversation conversation) {
        boolean right = conversation.beganAt(arrow.from()) || !conversation.beganAt(arrow.to());
        String frame = arrow instanceof Frame kept && kept.frame() > 0 ? "[" + kept.frame() + "]" : "";
        StringBuilder line = new StringBuilder(style.arrow(style.plain(arrow.label()), right, ARROW));
        for (String each : arrow.details()) {
            String next = style.plain(each);
            if (Columns.width(line.toString()) + 2 + Columns.width(next) + frame.length() >= room()) {
                break;
            }
            line.append("  ").append(next);
        }
        return Columns.spread(line.toString(), frame, room());
    }

    private void below(String why, String margin) {
        Columns.wrapped(style.plain(why), room() - 2).forEach(line -> out.println(margin + "  " + line));
    }

    private String margin(Conversation conversation) {
        return " ".repeat(AFTER_TIME) + number(conversation);
    }

    private String number(Conversation conversation) {
        String text =
                conversation.number().isPresent() ? "#" + conversation.number().getAsLong() : "";
        String padded = Columns.padded(text, NUMBER - 1) + " ";
        return conversation.number().isPresent()
                ? style.hue(conversation.number().getAsLong(), padded)
                : padded;
    }

    private String cut(String text) {
        return Columns.cut(style.plain(text), room(), style.ellipsis());
    }

    private int room() {
        return style.width() - INDENT;
    }
}
