package org.wirelab.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirelab.trace.Derived;

/// The values of one side drawn as trees: below each value what came of it, with how, its first bytes, and whether the
/// second computation agreed.
///
/// A value belongs below its first input, which is found by name and bytes. Values from which nothing hangs and which
/// hang from nothing, such as the hash of messages, have no line: they are written out where they are used.
final class DerivationTree {

    private static final int DIGITS = 12;

    /// Columns between how a value came about and its bytes.
    private static final int GAP = 2;

    /// A value by name and bytes: two keys may bear one name.
    private record Id(String name, String bytes) {}

    private static final class Node {
        private final Derived value;
        private final boolean root;
        private final List<Node> children = new ArrayList<>();

        Node(Derived value, boolean root) {
            this.value = value;
            this.root = root;
        }
    }

    private final Style style;
    private final Map<Id, Node> nodes = new LinkedHashMap<>();

    DerivationTree(Style style) {
        this.style = style;
    }

    /// Takes the next value; one that is known already comes of what it came of first.
    void add(Derived value) {
        Id id = new Id(value.name(), value.printed());
        if (!nodes.containsKey(id)) {
            Optional<Node> parent = parent(value);
            Node node = new Node(value, parent.isEmpty());
            parent.ifPresent(above -> above.children.add(node));
            nodes.put(id, node);
        }
    }

    private Optional<Node> parent(Derived value) {
        return value.inputs().entrySet().stream()
                .findFirst()
                .flatMap(first -> Optional.ofNullable(nodes.get(new Id(first.getKey(), first.getValue()))));
    }

    /// The trees, line by line; no lines where nothing came of anything.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node.root && !node.children.isEmpty()) {
                draw(node, "", "", node.value.formula(), lines);
            }
        }
        return lines;
    }

    /// @param branch what stands before the value's own line
    /// @param below what stands before the lines below it
    private void draw(Node node, String branch, String below, String how, List<String> lines) {
        int room = style.width() - DIGITS - style.ellipsis().length() - GAP - 2;
        String head = branch + style.plain(node.value.name());
        String whole = head + "  " + style.plain(how);
        boolean beside = Columns.width(whole) <= room;
        String left = Columns.padded(Columns.cut(beside ? whole : head, room, style.ellipsis()), room + GAP);
        lines.add((left + begin(node.value.printed()) + " " + sign(node.value)).stripTrailing());
        if (!beside) {
            String indent = below + (node.children.isEmpty() ? "  " : stem()) + " ";
            for (String line : Columns.wrapped(style.plain(how), style.width() - indent.length())) {
                lines.add(indent + style.faint(line));
            }
        }
        for (Node child : node.children) {
            boolean last = child == node.children.getLast();
            String next = last ? (style.unicode() ? "└─ " : "`- ") : (style.unicode() ? "├─ " : "|- ");
            // a long chain, such as keys that are updated again and again, goes straight down at last
            boolean deep = below.length() >= style.width() / 3;
            String deeper = deep ? below : below + (last ? "   " : stem() + " ");
            draw(child, below + next, deeper, writtenOut(child.value), lines);
        }
    }

    /// The first digits, always in as many columns.
    private String begin(String digits) {
        return digits.length() <= DIGITS
                ? Columns.padded(digits, DIGITS + style.ellipsis().length())
                : digits.substring(0, DIGITS) + style.ellipsis();
    }

    private String stem() {
        return style.unicode() ? "│ " : "| ";
    }

    private String sign(Derived value) {
        Boolean agreed = value.recomputed();
        return agreed == null ? " " : agreed ? style.plain("✓") : style.attention(style.plain("✗"));
    }

    /// How the value came about, with the inputs that have no line of their own written out.
    private String writtenOut(Derived value) {
        String how = value.step();
        for (Map.Entry<String, String> input : value.inputs().entrySet()) {
            Node node = nodes.get(new Id(input.getKey(), input.getValue()));
            if (node != null && node.root && node.children.isEmpty()) {
                how = how.replaceAll(
                        "\\b" + Pattern.quote(input.getKey()) + "\\b", Matcher.quoteReplacement(node.value.formula()));
            }
        }
        return how;
    }
}
