package org.wirelab.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.wirelab.text.Texts;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Note;
import org.wirelab.trace.Side;
import org.wirelab.trace.Sliding;
import org.wirelab.trace.Source;

/// Lines of a ladder with two windows that slide: at the left what passes the sender and its window, at the right what
/// passes the receiver and its window, in between what happens on the way.
///
/// ```
///   12.582 ms  [4 5 6 7|]        ── 7 ───────▶                                 [31]
///   12.650 ms                            frame 7 lost  rule drop 7             [33]
///   18.821 ms                       kept  ── 8 ───────▶  [7 8 9 10]            [38]
/// ```
/// A long conversation is shown in brief: its beginning, and what is out of the ordinary.
final class SlidingLadder {

    private static final int WINDOW = 18;
    private static final int ARROW = 13;
    private static final int GAP = 2;
    private static final int RIGHT = Ladder.INDENT + WINDOW + ARROW + GAP;
    private static final int ON_THE_WAY = Ladder.INDENT + WINDOW + ARROW / 2 - 1;

    /// More numbers than this stand as a range, however wide the terminal is.
    private static final int MOST_APART = 64;

    /// How many lines of a conversation are shown at its beginning, and of those out of the ordinary behind it.
    private record Length(int beginning, int telling) {}

    private static final Length WHOLE = new Length(120, 200);
    private static final Length BRIEF = new Length(8, 16);
    private static final Length UNLIMITED = new Length(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /// What is remembered of a conversation.
    private static final class Course {
        private int lines;
        private int telling;
        private long skipped;
        /// The latest note that was left out: how it ended, when the end has come.
        private List<String> latest = List.of();
        /// The first frame that has not left the sender yet.
        private long next;
    }

    private final Style style;
    private final Texts texts;
    private final Length length;
    private final Map<Conversation, Course> courses = new HashMap<>();

    SlidingLadder(Style style, Texts texts, TerminalPage.Detail detail) {
        this.style = style;
        this.texts = texts;
        this.length = switch (detail) {
            case QUIET, BRIEF -> BRIEF;
            case NORMAL -> WHOLE;
            case VERBOSE -> UNLIMITED;
        };
    }

    /// Whether windows slide in this conversation.
    boolean knows(Conversation conversation) {
        return courses.containsKey(conversation);
    }

    /// Whether this stands in the ladder although another sighting of the same event does already: each end has a
    /// window of its own, and a loss is no repetition of what was lost.
    boolean showsAgain(Entry entry) {
        return entry.observation() instanceof Sliding
                || (entry.vantage().side() == Side.LINK && knows(entry.conversation()));
    }

    /// Whether something else says it better: what the link did to packets, when it is said what they carried.
    boolean leavesOut(Entry entry) {
        return entry.vantage().source() == Source.LINK
                && knows(entry.conversation())
                && entry.observation().identity() == null;
    }

    List<String> arrow(Entry entry, Sliding arrow, long zero) {
        Course course = courses.computeIfAbsent(entry.conversation(), _ -> new Course());
        List<String> lines = new ArrayList<>();
        if (course.lines == 0) {
            lines.add(heading());
        }
        boolean right = entry.conversation().beganAt(arrow.from());
        boolean atSender = entry.vantage().side() == Side.CLIENT;
        Sliding.Extent window = arrow.slide();
        if (atSender) {
            course.next = right ? window.next() : Math.max(course.next, window.base());
        }
        String label = style.arrow(arrow.mark(), right, ARROW);
        String text = atSender
                ? Columns.padded(window(window.base(), course.next, window.limit(), true, WINDOW - 1), WINDOW)
                        + label
                        + "  "
                        + arrow.remark()
                : received(label, arrow.remark(), window, room(entry));
        lines.addAll(put(
                course,
                entry,
                time(entry, zero) + text.stripTrailing(),
                !arrow.remark().isEmpty()));
        return lines;
    }

    /// What happened at one end, or on the way.
    List<String> note(Entry entry, Note note, long zero) {
        Course course = courses.computeIfAbsent(entry.conversation(), _ -> new Course());
        String text = note.title() + "  " + String.join(", ", note.details());
        int column = entry.vantage().side() == Side.LINK ? ON_THE_WAY - Ladder.INDENT : 0;
        List<String> lines = put(course, entry, time(entry, zero) + " ".repeat(column) + text, true);
        course.latest = lines.isEmpty() ? List.of(line(entry, time(entry, zero) + text)) : List.of();
        return lines;
    }

    /// Says at the end what was left out of a conversation, if anything was, but for its last note.
    List<String> end(Conversation conversation) {
        Course course = courses.get(conversation);
        if (course == null) {
            return List.of();
        }
        course.skipped -= course.latest.size();
        List<String> lines = saySkipped(course);
        lines.addAll(course.latest);
        course.latest = List.of();
        return lines;
    }

    private List<String> saySkipped(Course course) {
        List<String> lines = new ArrayList<>();
        if (course.skipped > 0) {
            String text = style.ellipsis() + " " + texts.format("ladder.skipped", course.skipped);
            lines.add(style.faint(" ".repeat(Ladder.INDENT) + text));
            course.skipped = 0;
        }
        return lines;
    }

    void forget(Conversation conversation) {
        courses.remove(conversation);
    }

    private List<String> put(Course course, Entry entry, String text, boolean telling) {
        course.lines++;
        if (course.lines > length.beginning() && !(telling && ++course.telling <= length.telling())) {
            course.skipped++;
            return List.of();
        }
        List<String> lines = saySkipped(course);
        lines.add(line(entry, text));
        return lines;
    }

    private String line(Entry entry, String text) {
        String number = "[" + entry.number() + "]";
        String cut = Columns.cut(style.plain(text), style.width() - number.length() - 1, style.ellipsis());
        return Columns.spread(cut, number, style.width());
    }

    /// The remark stands before the arrow, where the receiver's line is empty.
    private String received(String label, String remark, Sliding.Extent window, int room) {
        int column = RIGHT - Ladder.INDENT - GAP;
        return " ".repeat(Math.max(0, column - Columns.width(remark)))
                + remark
                + " ".repeat(GAP)
                + label
                + " "
                + window(window.base(), window.base(), window.limit(), false, room);
    }

    private int room(Entry entry) {
        return style.width() - RIGHT - ARROW - 2 - ("[" + entry.number() + "]").length();
    }

    private String heading() {
        String left = " ".repeat(Ladder.INDENT) + texts.get("sliding.sender");
        String line = Columns.padded(left, RIGHT) + texts.get("sliding.receiver");
        return style.faint(Columns.cut(line, style.width(), style.ellipsis()));
    }

    /// `[5 6|7 8]`, or `[5–6|7–8]` where there is no room for each: sent before the bar, to be sent behind it.
    private String window(long base, long next, long limit, boolean parted, int room) {
        long first = Math.max(next, base);
        String bar = parted ? "|" : "";
        String each = "[" + (parted ? each(base, first) : "") + bar + each(first, limit) + "]";
        if (limit - base <= room && Columns.width(each) <= room) {
            return each;
        }
        return "[" + (parted ? range(base, first) : "") + bar + range(first, limit) + "]";
    }

    private static String each(long from, long to) {
        return to - from > MOST_APART
                ? range(from, to)
                : LongStream.range(from, to).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    private static String range(long from, long to) {
        return to <= from ? "" : to - from == 1 ? Long.toString(from) : from + "–" + (to - 1);
    }

    private static String time(Entry entry, long zero) {
        return String.format(Locale.ROOT, "%8.3f ms  ", (entry.nanos() - zero) / 1e6);
    }
}
