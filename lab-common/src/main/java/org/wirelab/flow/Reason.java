package org.wirelab.flow;

import java.util.List;

/// Why a verdict is what it is, as a text key with its arguments: said in any language.
///
/// @param key a key of the text bundles, such as `reason.order`
/// @param arguments what the text's places are filled with; `@key` stands for the text with that key, `@key|value` for
///     that text with its place filled
public record Reason(String key, List<String> arguments) {

    public Reason {
        arguments = List.copyOf(arguments);
    }

    /// A reason with these arguments.
    public static Reason of(String key, String... arguments) {
        return new Reason(key, List.of(arguments));
    }
}
