package org.wirelab.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/// The lab's words in one language: statements, divergences and reasons by key.
///
/// A key belongs to one bundle (`catalogue`, `tcp`, `terminal` …), and stands in it in every language: parity is a
/// test.
public final class Texts {

    /// The bundles beside this class, each as `<name>_en.properties` and `<name>_ko.properties`, in UTF-8.
    public static final List<String> BUNDLES = List.of(
            "catalogue",
            "terminal",
            "client",
            "flow",
            "tcp",
            "analysis",
            "scenario",
            "crypto",
            "tls",
            "tls_page",
            "record",
            "offline",
            "tls_scenario",
            "dns",
            "dns_scenario",
            "congestion",
            "congestion_told",
            "capture",
            "read",
            "watch",
            "arq",
            "receiver");

    private static final Map<Language, Texts> LOADED = new EnumMap<>(Language.class);

    private final Language language;
    private final Properties texts;

    private Texts(Language language, Properties texts) {
        this.language = language;
        this.texts = texts;
    }

    /// The texts of a language, read once.
    public static Texts in(Language language) {
        synchronized (LOADED) {
            return LOADED.computeIfAbsent(language, Texts::load);
        }
    }

    /// The language these texts are in.
    public Language language() {
        return language;
    }

    /// The text with this key, as it stands.
    ///
    /// @throws IllegalArgumentException when there is none: a key is the program's own, never a user's
    public String get(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("no text " + key + " in " + language.tag()));
    }

    /// The text with this key, if there is one.
    public Optional<String> find(String key) {
        return Optional.ofNullable(texts.getProperty(key));
    }

    /// The text with this key, with its places `{0}`, `{1}` filled ([MessageFormat]).
    public String format(String key, Object... arguments) {
        return new MessageFormat(get(key), language.locale()).format(arguments);
    }

    /// All keys.
    public Set<String> keys() {
        return texts.stringPropertyNames();
    }

    private static Texts load(Language language) {
        Properties all = new Properties();
        for (String bundle : BUNDLES) {
            String name = bundle + "_" + language.tag() + ".properties";
            try (InputStream resource = Texts.class.getResourceAsStream(name)) {
                if (resource != null) {
                    all.load(new InputStreamReader(resource, StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the jar's " + name + " cannot be read", e);
            }
        }
        return new Texts(language, all);
    }
}
