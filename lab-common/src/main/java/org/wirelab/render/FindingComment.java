package org.wirelab.render;

import java.util.stream.Collectors;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Verdict;
import org.wirelab.run.Wording;

/// A finding in one paragraph, for a frame's comment: `✓ tcp.open.1 confirmed: The client sends SYN(c) [c = 1]`.
public final class FindingComment {
    /// A comment is UTF-8 and has no colours.
    private static final Style STYLE = new Style(80, false, true);

    private FindingComment() {}

    public static String of(Finding finding, Wording wording) {
        Verdict verdict = finding.verdict();
        StringBuilder text = new StringBuilder(STYLE.sign(verdict)).append(' ').append(finding.step());
        text.append(' ').append(wording.texts().get("verdict." + verdict.label()));
        text.append(": ").append(wording.statement(finding.step()));
        if (!finding.letters().isEmpty()) text.append(letters(finding));
        wording.why(finding).ifPresent(why -> text.append(" — ").append(why));
        String reference = wording.reference(finding.step());
        if (!reference.isEmpty()) text.append(" (").append(reference).append(')');
        return text.toString();
    }

    private static String letters(Finding finding) {
        return finding.letters().entrySet().stream()
                .map(letter -> letter.getKey() + " = " + letter.getValue())
                .collect(Collectors.joining(", ", " [", "]"));
    }
}
