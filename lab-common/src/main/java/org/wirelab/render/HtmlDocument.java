package org.wirelab.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wirelab.flow.Verdict;

/// A [Document] as one HTML page that needs nothing else: no script, no image, no font, one style sheet of its own.
public final class HtmlDocument {

    private static final String STYLE = resource("document.css");
    private static final Style SIGNS = new Style(80, false, true);

    private final StringBuilder html = new StringBuilder(1 << 14);

    private HtmlDocument() {}

    /// The page.
    public static String of(Document document) {
        return new HtmlDocument().page(document);
    }

    private String page(Document document) {
        html.append("<!DOCTYPE html>\n<html lang=\"")
                .append(Harmless.html(document.language()))
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        element("title", "", document.title());
        html.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n<header>\n");
        element("h1", "", document.title());
        element("p", "lead", document.lead());
        html.append("</header>\n");
        boolean inSection = false;
        for (Document.Block block : document.blocks()) {
            if (block instanceof Document.Heading) {
                html.append(inSection ? "</section>\n<section>\n" : "<section>\n");
                inSection = true;
            }
            block(block);
        }
        return html.append(inSection ? "</section>\n" : "")
                .append("</main>\n</body>\n</html>\n")
                .toString();
    }

    private void block(Document.Block block) {
        switch (block) {
            case Document.Heading(String text) -> element("h2", "", text);
            case Document.Paragraph(String text) -> element("p", "", text);
            case Document.Fact fact -> fact(fact);
            case Document.Choices choices -> choices(choices);
            case Document.Message message -> message(message);
            case Document.Value value -> value(value);
            case Document.Judged judged -> judged(judged);
        }
    }

    private void fact(Document.Fact fact) {
        open("div", "fact");
        element("div", "name", fact.name());
        open("div", "");
        element("b", "", fact.value());
        optional("p", "why", fact.why());
        close("div");
        close("div");
    }

    private void choices(Document.Choices choices) {
        open("div", "fact");
        element("div", "name", choices.name());
        open("ol", "choices");
        for (Document.Choice choice : choices.choices()) {
            switch (choice.mark()) {
                case PLAIN -> element("li", "", choice.text());
                case CHOSEN -> element("li", "chosen", choice.text() + " ✓");
                case ASIDE -> element("li", "aside", choice.text());
            }
        }
        close("ol");
        close("div");
    }

    private void message(Document.Message message) {
        open("details", message.rightward() ? "message right" : "message left");
        open("summary", "");
        element("span", "arrow", message.rightward() ? "→" : "←");
        element("b", "", message.name());
        element("span", "size", message.aside());
        close("summary");
        message.details().forEach(line -> element("code", "", line));
        close("details");
    }

    private void value(Document.Value value) {
        open("details", "value");
        open("summary", "");
        element("span", value.sign().equals("✗") ? "sign contradicted" : "sign confirmed", value.sign());
        element("b", "", value.name());
        close("summary");
        element("code", "", value.value());
        element("p", "why", "= " + value.formula());
        if (value.command() != null) {
            element("pre", "", value.command());
        }
        close("details");
    }

    private void judged(Document.Judged judged) {
        open("div", "judged");
        element("span", "sign " + kind(judged.verdict()), SIGNS.sign(judged.verdict()));
        open("div", "");
        element("span", "id", judged.id() + " · " + judged.label());
        element("p", "", judged.sentence());
        optional("p", "why", judged.why() + (judged.why().isEmpty() ? "" : " (" + judged.reference() + ")"));
        close("div");
        close("div");
    }

    private static String kind(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Confirmed() -> "confirmed";
            case Verdict.Differs _ -> "differs";
            case Verdict.Contradicted _, Verdict.Missing _ -> "contradicted";
            case Verdict.NotApplicable _, Verdict.Unobservable _ -> "unknown";
        };
    }

    private void optional(String name, String kind, String text) {
        if (!text.isEmpty()) {
            element(name, kind, text);
        }
    }

    private void element(String name, String kind, String text) {
        tag(name, kind);
        html.append(Harmless.html(text)).append("</").append(name).append(">\n");
    }

    private void open(String name, String kind) {
        tag(name, kind);
        html.append('\n');
    }

    private void close(String name) {
        html.append("</").append(name).append(">\n");
    }

    private void tag(String name, String kind) {
        html.append('<').append(name);
        if (!kind.isEmpty()) {
            html.append(" class=\"").append(kind).append('"');
        }
        html.append('>');
    }

    private static String resource(String name) {
        try (InputStream resource = HtmlDocument.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The page's own style sheet.
    static String style() {
        return STYLE;
    }

    /// The names of the classes that the style sheet dresses: held against it by a test.
    static List<String> kinds() {
        return List.of(
                "lead",
                "fact",
                "name",
                "choices",
                "chosen",
                "aside",
                "message",
                "right",
                "left",
                "arrow",
                "size",
                "value",
                "sign",
                "judged",
                "id",
                "why",
                "confirmed",
                "differs",
                "contradicted",
                "unknown");
    }
}
