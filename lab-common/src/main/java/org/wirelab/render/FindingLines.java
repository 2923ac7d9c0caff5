package org.wirelab.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Verdict;
import org.wirelab.run.Wording;

/// A finding in lines: sign, sentence, the letters it defines, its evidence; and why, where there is something to say.
final class FindingLines {

    private static final int NUMBERS_SHOWN = 4;

    private final Style style;
    private final Wording wording;

    FindingLines(Style style, Wording wording) {
        this.style = style;
        this.wording = wording;
    }

    List<String> of(Finding finding) {
        List<String> lines = new ArrayList<>();
        int indent = Ladder.INDENT;
        String head = style.sign(finding.verdict()) + " " + Columns.padded(finding.step(), 11) + " "
                + style.plain(wording.inShort(finding.step()));
        int room = style.width() - indent;
        String numbers = evidence(finding.evidence());
        String letters = letters(finding);
        String line = Columns.spread(head, (letters + " " + numbers).strip(), room);
        if (Columns.width(line) <= room) {
            lines.add(line);
        } else {
            lines.add(Columns.spread(head, numbers, room));
            if (!letters.isEmpty()) {
                lines.add(Columns.spread("", letters, room - numbers.length() - 1));
            }
        }
        lines.set(0, style.paint(finding.verdict(), lines.getFirst()));
        wording.why(finding).ifPresent(why -> lines.addAll(explained(finding, why, room - 2)));
        return lines.stream().map(text -> " ".repeat(indent) + text).toList();
    }

    private List<String> explained(Finding finding, String why, int room) {
        String prefix = finding.verdict() instanceof Verdict.Differs
                ? ""
                : wording.texts().get("verdict." + finding.verdict().label()) + ": ";
        String reference = wording.reference(finding.step());
        String text = prefix + why + (showsReference(finding) ? " (" + reference + ")" : "");
        return Columns.wrapped(style.plain(text), room).stream()
                .map(line -> "  " + line)
                .toList();
    }

    private static boolean showsReference(Finding finding) {
        return finding.verdict() instanceof Verdict.Differs || finding.verdict().failed();
    }

    private static String letters(Finding finding) {
        return finding.letters().entrySet().stream()
                .map(letter -> letter.getKey() + " = " + letter.getValue())
                .collect(Collectors.joining(", "));
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
