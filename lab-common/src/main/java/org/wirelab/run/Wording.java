package org.wirelab.run;

import java.util.List;
import java.util.Optional;
import org.wirelab.flow.Catalogue;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Reason;
import org.wirelab.text.Texts;
import org.wirelab.trace.Trail;
import org.wirelab.trace.Worded;

/// Findings in words: statement, reason and reference in one language.
public final class Wording {

    private static final Catalogue NOTES = Catalogue.load();
    private static final Catalogue SCENARIOS = Catalogue.scenarios();

    private final Texts texts;

    public Wording(Texts texts) {
        this.texts = texts;
    }

    /// The texts that the words are taken from.
    public Texts texts() {
        return texts;
    }

    /// What the notes say.
    public String statement(String step) {
        return texts.get(step + ".statement");
    }

    /// What the notes say, in at most 44 columns.
    public String inShort(String step) {
        return texts.find(step + ".short").orElseGet(() -> statement(step));
    }

    /// Where the standard says it; a step outside the notes has its reference in the texts.
    public String reference(String step) {
        return NOTES.find(step)
                .or(() -> SCENARIOS.find(step))
                .map(Catalogue.Sentence::reference)
                .or(() -> texts.find(step + ".reference"))
                .orElse("");
    }

    /// Why the verdict is what it is, if there is anything to explain.
    public Optional<String> why(Finding finding) {
        return finding.verdict().why().map(this::say);
    }

    /// An observation's own sentence; none where these texts do not know it, as of a run that another version
    /// saved.
    public Optional<String> sentence(Worded observation) {
        Object[] arguments = observation.textArguments().toArray();
        return texts.find(observation.textKey()).map(_ -> texts.format(observation.textKey(), arguments));
    }

    /// Words of a tree; the key itself where these texts do not know it, as of a run that another version saved.
    public String say(Trail.Words words) {
        return texts.find(words.key()).isEmpty() ? words.key() : say(words.key(), words.arguments());
    }

    private String say(Reason reason) {
        return say(reason.key(), reason.arguments());
    }

    private String say(String key, List<String> given) {
        return texts.format(key, given.stream().map(this::localised).toArray());
    }

    /// An argument that is itself a key stands for its text: a source is named in the reader's language.
    public String localised(String argument) {
        if (!argument.startsWith("@")) {
            return argument;
        }
        String[] keyAndValue = argument.substring(1).split("\\|", 2);
        String key = keyAndValue[0];
        if (texts.find(key).isEmpty()) {
            return argument; // a run that another version saved
        }
        return keyAndValue.length == 1 ? texts.get(key) : texts.format(key, keyAndValue[1]);
    }
}
