package org.wirelab.render;

/// Text that a stranger may have chosen, made fit to be shown: nothing in it steers a terminal or a browser.
final class Harmless {

    private Harmless() {}

    /// Without control characters, and without those that turn the direction of writing or show nothing: each
    /// becomes U+FFFD.
    static String text(String anything) {
        StringBuilder text = new StringBuilder(anything.length());
        anything.codePoints().map(c -> steers(c) ? 0xFFFD : c).forEach(text::appendCodePoint);
        return text.toString();
    }

    /// The same for HTML: a character that is markup there becomes its reference, in content as in attributes.
    static String html(String anything) {
        StringBuilder html = new StringBuilder(anything.length() + 16);
        text(anything).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.appendCodePoint(c);
            }
        });
        return html.toString();
    }

    private static boolean steers(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n';
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
