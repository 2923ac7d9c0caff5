package org.wirelab.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A language that the lab speaks.
public enum Language {
    EN(Locale.ENGLISH),
    KO(Locale.KOREAN);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /// The tag that `--lang` takes, `en` or `ko`.
    public String tag() {
        return locale.getLanguage();
    }

    /// The locale by which numbers and messages are formatted.
    public Locale locale() {
        return locale;
    }

    /// The language with this tag, whatever its region: `ko`, `ko_KR`, `ko_KR.UTF-8`.
    public static Optional<Language> of(String tag) {
        String language = tag.split("[_.@-]", 2)[0].toLowerCase(Locale.ROOT);
        for (Language each : values()) {
            if (each.tag().equals(language)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// The language that the environment asks for by `LC_ALL`, `LC_MESSAGES` or `LANG`; English when it names
    /// none of ours.
    public static Language ofEnvironment(Map<String, String> environment) {
        for (String variable : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                return of(value).orElse(EN);
            }
        }
        return EN;
    }
}
