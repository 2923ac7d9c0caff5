package org.wirelab.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.wirelab.text.Texts;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Source;

/// The heading of a conversation: what it is about, between whom, and who watches.
final class HeadingLines {

    private final Style style;
    private final Texts texts;

    HeadingLines(Style style, Texts texts) {
        this.style = style;
        this.texts = texts;
    }

    /// @param title of the part; empty where it has none
    List<String> of(String title, Conversation conversation, Collection<Source> sources) {
        String who = conversation.responder().isEmpty()
                ? conversation.id()
                : conversation.initiator() + " → " + conversation.responder();
        String head = style.plain(title.isEmpty() ? who : title + " · " + who);
        String seenBy = sources.isEmpty() ? "" : style.plain(texts.format("seen.by", names(sources)));
        List<String> lines = new ArrayList<>(List.of(""));
        String line = Columns.spread(head, seenBy, style.width());
        if (Columns.width(line) <= style.width()) {
            lines.add(style.bold(line));
        } else {
            Columns.wrapped(head, style.width()).forEach(text -> lines.add(style.bold(text)));
            Columns.wrapped(seenBy, style.width() - 3).forEach(text -> lines.add("   " + text));
        }
        lines.add("");
        return lines;
    }

    private String names(Collection<Source> sources) {
        return sources.stream()
                .map(source -> texts.get("source." + source.label()))
                .collect(Collectors.joining(", "));
    }
}
