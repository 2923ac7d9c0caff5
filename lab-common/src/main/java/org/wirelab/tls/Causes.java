package org.wirelab.tls;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Puts the reasons for an alert into one line: the engine's own words, then the chain of exceptions behind them.
final class Causes {
    private Causes() {}

    static String of(@Nullable String message, @Nullable Throwable cause) {
        StringJoiner words = new StringJoiner(": ");
        String last = "";
        if (message != null) {
            words.add(message);
            last = message;
        }
        for (Throwable t = cause; t != null; t = t.getCause()) {
            String word = t.getMessage();
            if (word != null && !last.contains(word)) {
                words.add(word);
                last = word;
            }
        }
        return words.toString();
    }
}
