package org.wirelab.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Verdict;
import org.wirelab.run.Wording;
import org.wirelab.trace.Conversation;

/// A finding in lines: sign, sentence, the letters it defines, its evidence; and why, where there is something to say.
/// A long reason that is that of the finding right before is not said again.
final class FindingLines {

    private static final int NUMBERS_SHOWN = 4;

    private final Style style;
    private final Wording wording;
    private Optional<Reason> before = Optional.empty();

    private record Reason(Conversation about, String text) {}

    FindingLines(Style style, Wording wording) {
        this.style = style;
        this.wording = wording;
    }

    List<String> of(Finding finding) {
        int room = style.width() - Ladder.INDENT;
        List<String> lines = new ArrayList<>(sentence(finding, room));
        String numbers = evidence(finding.evidence());
        List<String> letters = letters(finding);
        if (!addedToLast(lines, (String.join(", ", letters) + " " + numbers).strip(), room)) {
            if (!addedToLast(lines, numbers, room)) {
                lines.add(Columns.spread("", numbers, room));
            }
            lines.addAll(below(letters, room, room - numbers.length() - 1));
        }
        lines.set(0, style.paint(finding.verdict(), lines.getFirst()));
        lines.addAll(explained(finding, room - 2));
        return lines.stream().map(text -> " ".repeat(Ladder.INDENT) + text).toList();
    }

    /// Sign, id and sentence; a sentence that is too long goes on below itself.
    private List<String> sentence(Finding finding, int room) {
        String head = style.sign(finding.verdict()) + " " + Columns.padded(finding.step(), 11) + " ";
        int column = Columns.width(head);
        List<String> lines = new ArrayList<>();
        for (String line : Columns.wrapped(style.plain(wording.inShort(finding.step())), room - column)) {
            lines.add((lines.isEmpty() ? head : " ".repeat(column)) + line);
        }
        return lines;
    }

    /// Puts a text at the right end of the last line, where it fits.
    private static boolean addedToLast(List<String> lines, String text, int room) {
        String line = Columns.spread(lines.getLast(), text, room);
        if (Columns.width(line) > room) {
            return false;
        }
        lines.set(lines.size() - 1, line);
        return true;
    }

    /// Letters in one line that ends where the evidence begins; or, when they are too long for that, each in its
    /// own.
    private static List<String> below(List<String> letters, int room, int end) {
        String line = String.join(", ", letters);
        if (line.isEmpty()) {
            return List.of();
        }
        if (Columns.width(line) <= end) {
            return List.of(Columns.spread("", line, end));
        }
        return letters.stream()
                .flatMap(letter -> Columns.wrapped(letter, room - 2).stream())
                .map(part -> "  " + part)
                .toList();
    }

    /// Something else stands between the last finding and the next one.
    void interrupted() {
        before = Optional.empty();
    }

    private List<String> explained(Finding finding, int room) {
        Optional<Reason> reason =
                wording.why(finding).map(why -> new Reason(finding.conversation(), reason(finding, why)));
        List<String> lines = reason.map(each -> Columns.wrapped(style.plain(each.text()), room))
                .orElse(List.of());
        boolean again = lines.size() > 1 && reason.equals(before);
        before = reason;
        return (again ? List.of(verdict(finding) + wording.texts().get("reason.same")) : lines)
                .stream().map(line -> "  " + line).toList();
    }

    private String verdict(Finding finding) {
        return finding.verdict() instanceof Verdict.Differs
                ? ""
                : wording.texts().get("verdict." + finding.verdict().label()) + ": ";
    }

    private String reason(Finding finding, String why) {
        return verdict(finding) + why + (showsReference(finding) ? " (" + wording.reference(finding.step()) + ")" : "");
    }

    private static boolean showsReference(Finding finding) {
        return finding.verdict() instanceof Verdict.Differs || finding.verdict().failed();
    }

    private List<String> letters(Finding finding) {
        return finding.letters().entrySet().stream()
                .map(letter -> style.plain(letter.getKey() + " = " + letter.getValue()))
                .toList();
    }

    private static String evidence(List<Long> numbers) {
        if (numbers.isEmpty()) {
            return "";
        }
        String shown =
                numbers.stream().limit(NUMBERS_SHOWN).map(String::valueOf).collect(Collectors.joining(","));
        int more = numbers.size() - NUMBERS_SHOWN;
        return "[" + shown + (more > 0 ? ",+" + more : "") + "]";
    }
}
