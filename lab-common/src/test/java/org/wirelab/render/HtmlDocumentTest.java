package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;
import org.wirelab.flow.Verdict;
import org.wirelab.render.Document.Choice;
import org.wirelab.render.Document.Mark;
import org.xml.sax.InputSource;

/// A page in HTML: whatever is written in it, its structure stays ours.
class HtmlDocumentTest {

    private static final String HOSTILE = "</style></p><script>alert('\"&1')</script>\u0000\u202e";

    @Test
    void everyTextOfEveryBlockIsTextAndNeverMarkup() throws Exception {
        String html = HtmlDocument.of(everythingSaying(HOSTILE));
        assertThat(html).doesNotContain("<script", "alert('", "\u0000", "\u202e");
        NodeList scripts = parsed(html).getElementsByTagName("script");
        assertThat(scripts.getLength()).isZero();
    }

    /// Well-formed as XML, which is more than a browser asks for: no text could end an element.
    @Property(tries = 200)
    void thePageIsWellFormedWhateverItSays(@ForAll String anything) throws Exception {
        org.w3c.dom.Document page = parsed(HtmlDocument.of(everythingSaying(anything)));
        assertThat(page.getElementsByTagName("section").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("li").getLength()).isEqualTo(3);
    }

    @Property(tries = 200)
    void plainTextSteersNoTerminal(@ForAll String anything) {
        assertThat(PlainDocument.of(everythingSaying(anything)))
                .doesNotMatch(Pattern.compile("(?s).*[\\p{Cntrl}&&[^\\n]].*"))
                .doesNotContain("\u202e", "\u2066");
    }

    @Test
    void theStyleSheetDressesEveryKind() {
        String css = HtmlDocument.style();
        assertThat(HtmlDocument.kinds()).allSatisfy(kind -> assertThat(css).contains("." + kind));
        assertThat(css).contains("prefers-color-scheme: dark", "max-width").doesNotContain("url(", "@import", "http");
    }

    @Test
    void thePageFitsAPhoneAndSaysItsLanguage() {
        String html = HtmlDocument.of(everythingSaying("x"));
        assertThat(html)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("width=device-width", "<li class=\"chosen\">x ✓</li>", "<li class=\"aside\">x</li>");
    }

    private static Document everythingSaying(String text) {
        return new Document.Builder()
                .add(new Document.Heading(text))
                .add(new Document.Paragraph(text))
                .add(new Document.Fact(text, text, text))
                .add(new Document.Choices(
                        text,
                        List.of(
                                new Choice(text, Mark.PLAIN),
                                new Choice(text, Mark.CHOSEN),
                                new Choice(text, Mark.ASIDE))))
                .add(new Document.Message(true, text, text, List.of(text)))
                .add(new Document.Value(text, "✓", text, text, text))
                .add(new Document.Judged(text, new Verdict.Confirmed(), text, text, text, text))
                .build("en", text, text);
    }

    private static org.w3c.dom.Document parsed(String html) throws Exception {
        String xml = Objects.requireNonNull(html)
                .replace("<!DOCTYPE html>\n", "")
                .replaceAll("<meta ([^>]*)>", "<meta $1/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
