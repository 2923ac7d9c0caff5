package org.wirelab.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.wirelab.run.Wording;
import org.wirelab.text.Texts;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Aside;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Mark;
import org.wirelab.trace.Note;
import org.wirelab.trace.Side;
import org.wirelab.trace.TakenApart;
import org.wirelab.trace.Worded;

/// Lines of a ladder: when, who sent what to whom, what is worth reading of it, and the entry's number.
final class Ladder {

    /// Columns of the time and of everything that stands below it.
    static final int INDENT = 13;

    private static final int ARROW = 23;

    private static final int LINES_OF_A_DETAIL = 4;

    /// Where details stand that do not fit beside the arrow.
    private static final int BELOW = INDENT + 8;

    /// In brief, so many lines of details stand below an arrow.
    private static final int BRIEF_LINES = 2;

    private final Style style;
    private final Texts texts;
    private final boolean brief;

    /// @param brief a line for a note, a few for an arrow: for a reader who wants the whole on one page
    Ladder(Style style, Texts texts, boolean brief) {
        this.style = style;
        this.texts = texts;
        this.brief = brief;
    }

    /// The lines of one arrow. The party that began the conversation stands on the left.
    ///
    /// @param zero the time of the trace that the ladder counts from, in nanoseconds
    List<String> arrow(Entry entry, Arrow arrow, long zero) {
        Conversation conversation = entry.conversation();
        boolean right = !conversation.beganAt(arrow.to()) || conversation.beganAt(arrow.from());
        String left = name(right ? arrow.from() : arrow.to(), conversation);
        String other = name(right ? arrow.to() : arrow.from(), conversation);
        String time = time(entry, zero);
        String number = number(entry);
        int room = style.width() - time.length() - ARROW - number.length() - 3;
        left = Columns.cut(left, Math.max(room / 2, room - Columns.width(other)), style.ellipsis());
        other = Columns.cut(other, room - Columns.width(left), style.ellipsis());
        String head = time + left + " " + style.arrow(style.plain(arrow.label()), right, ARROW) + " " + other;
        return beside(head, arrow.details(), number);
    }

    /// The lines of something that happened at one party, or of what a capture shows of the arrow above.
    List<String> note(Entry entry, Note note, long zero) {
        String head = head(entry, zero);
        String number = number(entry);
        if (brief) {
            return List.of(inOneLine(head + note.title(), note, number));
        }
        int column = Columns.width(head);
        List<String> title = Columns.wrapped(style.plain(note.title()), style.width() - column - 1 - number.length());
        List<String> lines = new ArrayList<>();
        lines.add(Columns.spread(head + title.getFirst(), number, style.width()));
        title.stream().skip(1).forEach(line -> lines.add(" ".repeat(column) + line));
        int columns = style.width() - INDENT - 2;
        if (note instanceof TakenApart apart) {
            new PieceLines(style, texts).of(apart, columns).forEach(line -> lines.add(" ".repeat(INDENT + 2) + line));
            return lines;
        }
        sentence(note)
                .ifPresent(text -> Columns.wrapped(style.plain(text), columns)
                        .forEach(line -> lines.add(" ".repeat(INDENT + 2) + line)));
        for (String detail : note.details()) {
            shortened(style.plain(detail), columns).forEach(line -> lines.add(" ".repeat(INDENT + 2) + line));
        }
        return lines;
    }

    /// A title that goes from the margin to the entry's number.
    List<String> titled(Entry entry, String title) {
        String number = number(entry);
        List<String> lines = new ArrayList<>(Columns.wrapped(style.plain(title), style.width() - 3 - number.length()));
        lines.replaceAll(line -> "  " + line);
        lines.set(0, Columns.spread(lines.getFirst(), number, style.width()));
        return lines;
    }

    /// A capture says more of the arrow above, unless it is a moment of its own, which a plot marks; ciphers have
    /// no sides, the note itself names its party.
    private String head(Entry entry, long zero) {
        return switch (entry.vantage().source()) {
            case CAPTURE ->
                entry.observation() instanceof Mark
                        ? time(entry, zero) + party(entry.vantage().side()) + "  "
                        : " ".repeat(INDENT);
            case TLS ->
                entry.vantage().side() == Side.LINK // read out of a capture
                        ? " ".repeat(INDENT)
                        : time(entry, zero) + party(entry.vantage().side()) + "  ";
            case CRYPTO -> time(entry, zero);
            default -> time(entry, zero) + party(entry.vantage().side()) + "  ";
        };
    }

    /// The line of what an arrow meant for one party: below it, without a time of its own.
    String aside(Entry entry, Aside aside) {
        String number = number(entry);
        String text = " ".repeat(INDENT) + name(aside.party(), entry.conversation()) + "  " + aside.words();
        String cut = Columns.cut(style.plain(text), style.width() - number.length() - 1, style.ellipsis());
        return style.faint(Columns.spread(cut, number, style.width()));
    }

    /// The text in a few lines of at most this many columns, its end cut where it needs more.
    private List<String> shortened(String text, int columns) {
        List<String> lines = Columns.wrapped(text, columns);
        if (lines.size() <= LINES_OF_A_DETAIL) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, LINES_OF_A_DETAIL));
        kept.set(
                LINES_OF_A_DETAIL - 1,
                Columns.cut(
                        lines.get(LINES_OF_A_DETAIL - 1) + " " + lines.get(LINES_OF_A_DETAIL),
                        columns,
                        style.ellipsis()));
        return kept;
    }

    /// Its own sentence, where it has one that these texts know.
    private Optional<String> sentence(Note note) {
        return note instanceof Worded worded ? new Wording(texts).sentence(worded) : Optional.empty();
    }

    private String inOneLine(String head, Note note, String number) {
        String text = head
                + sentence(note)
                        .or(() -> note.details().stream().findFirst())
                        .map(detail -> "  " + detail)
                        .orElse("");
        String cut = Columns.cut(style.plain(text), style.width() - number.length() - 1, style.ellipsis());
        return Columns.spread(cut, number, style.width());
    }

    /// The first detail stands beside the arrow where it fits, the others below it.
    private List<String> beside(String head, List<String> details, String number) {
        List<String> lines = new ArrayList<>();
        int column = Math.max(52, Columns.width(head) + 2);
        List<String> rest = new ArrayList<>(details.stream().map(style::plain).toList());
        String line = head;
        if (!rest.isEmpty() && column + Columns.width(rest.getFirst()) + 1 + number.length() <= style.width()) {
            line = Columns.padded(head, column) + rest.removeFirst();
        } else {
            column = rest.stream().allMatch(detail -> breaksWell(detail, style.width() - BELOW)) ? BELOW : INDENT + 2;
        }
        lines.add(Columns.spread(line, number, style.width()));
        List<String> below = packed(rest, style.width() - column);
        boolean tooMany = brief && below.size() > BRIEF_LINES;
        for (String detail : tooMany ? below.subList(0, BRIEF_LINES) : below) {
            lines.add(" ".repeat(column) + detail);
        }
        return lines;
    }

    /// Details joined by two blanks into lines of at most this many columns; one that is longer has lines of its
    /// own.
    private static List<String> packed(List<String> details, int columns) {
        List<String> lines = new ArrayList<>();
        boolean open = false;
        for (String detail : details) {
            int last = lines.size() - 1;
            if (open && Columns.width(lines.get(last)) + 2 + Columns.width(detail) <= columns) {
                lines.set(last, lines.get(last) + "  " + detail);
            } else {
                List<String> own = Columns.wrapped(detail, columns);
                lines.addAll(own);
                open = own.size() == 1;
            }
        }
        return lines;
    }

    /// True when no word of the text has to be cut, such as a nonce in hexadecimal digits.
    private static boolean breaksWell(String text, int columns) {
        return Stream.of(text.split(" ")).allMatch(word -> Columns.width(word) <= columns);
    }

    private String name(String party, Conversation conversation) {
        if (conversation.responder().isEmpty()) {
            return party;
        }
        if (conversation.beganAt(party)) {
            return party(Side.CLIENT);
        }
        return conversation.responder().equals(party) ? party(Side.SERVER) : party;
    }

    private String party(Side side) {
        return texts.get("side." + side.label());
    }

    private static String time(Entry entry, long zero) {
        return String.format(Locale.ROOT, "%8.3f ms  ", (entry.nanos() - zero) / 1e6);
    }

    private static String number(Entry entry) {
        return "[" + entry.number() + "]";
    }
}
