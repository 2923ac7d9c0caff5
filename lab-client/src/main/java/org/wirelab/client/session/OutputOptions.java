package org.wirelab.client.session;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirelab.render.Style;
import org.wirelab.render.TerminalPage.Detail;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.run.Wording;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import picocli.CommandLine.Option;

/// How a command speaks: language, colour, how much, and whether to people or to programs.
public final class OutputOptions {

    private static final int USUAL_WIDTH = 80;

    /// When to use colour.
    enum Colour {
        AUTO,
        ALWAYS,
        NEVER
    }

    @Option(
            names = "--json",
            description = "JSON lines on the standard output; the narration goes to the error output.")
    private boolean json;

    @Option(
            names = "--lang",
            paramLabel = "en|ko",
            description = "The language of the notes and the findings; the environment's unless given.")
    private @Nullable String lang;

    @Option(
            names = {"--color", "--colour"},
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "auto, always or never; auto obeys NO_COLOR.")
    private Colour colour = Colour.AUTO;

    @Option(
            names = {"-q", "--quiet"},
            description = "Only what was contradicted or missing, and the count.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Every observation.")
    private boolean verbose;

    /// True when programs read the standard output.
    public boolean json() {
        return json;
    }

    /// The language to speak.
    ///
    /// @throws LabException when it is none of ours
    public Language language() throws LabException {
        if (lang == null) {
            return Language.ofEnvironment(System.getenv());
        }
        return Language.of(lang)
                .orElseThrow(() -> new LabException(
                        ExitCode.USAGE, "the lab speaks en and ko, not " + lang + ": use --lang en or ko"));
    }

    /// Texts and findings in words.
    ///
    /// @throws LabException as [#language()]
    public Wording wording() throws LabException {
        return new Wording(Texts.in(language()));
    }

    /// How much to show.
    public Detail detail() {
        return quiet ? Detail.QUIET : verbose ? Detail.VERBOSE : Detail.NORMAL;
    }

    /// Where people read: the standard output, or the error output when programs have the standard one.
    public PrintWriter narration() {
        return writer(json ? System.err : System.out);
    }

    /// Where programs read.
    public PrintWriter results() {
        return writer(System.out);
    }

    /// What the terminal can show.
    public Style style() {
        Map<String, String> environment = System.getenv();
        return new Style(width(environment), colours(environment), speaksUtf8(environment));
    }

    private boolean colours(Map<String, String> environment) {
        return switch (colour) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                System.console() != null
                        && System.console().isTerminal()
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !"dumb".equals(environment.get("TERM"));
        };
    }

    private static int width(Map<String, String> environment) {
        try {
            return Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
        } catch (NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }

    /// The first of these variables that is set decides, as setlocale(3) has it.
    private static boolean speaksUtf8(Map<String, String> environment) {
        for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                String charset = value.toUpperCase(Locale.ROOT);
                return charset.contains("UTF-8") || charset.contains("UTF8");
            }
        }
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
    }
}
