package org.wirelab.render;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.text.Texts;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Derived;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Side;

/// The derivation trees of conversations that are under way, one for each side.
final class Derivations {

    private final Style style;
    private final Texts texts;
    private final Map<Conversation, Map<Side, DerivationTree>> trees = new HashMap<>();

    Derivations(Style style, Texts texts) {
        this.style = style;
        this.texts = texts;
    }

    /// Takes the next value of a conversation.
    void add(Entry entry, Derived value) {
        trees.computeIfAbsent(entry.conversation(), _ -> new EnumMap<>(Side.class))
                .computeIfAbsent(entry.vantage().side(), _ -> new DerivationTree(style))
                .add(value);
    }

    /// What came of what at one side, line by line; both sides come to the same values.
    List<String> close(Conversation conversation) {
        Map<Side, DerivationTree> sides = trees.remove(conversation);
        List<String> drawn =
                sides == null ? List.of() : sides.values().iterator().next().lines();
        if (drawn.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("", "  " + style.plain(texts.get("tree.title")), ""));
        lines.addAll(drawn);
        return lines;
    }
}
