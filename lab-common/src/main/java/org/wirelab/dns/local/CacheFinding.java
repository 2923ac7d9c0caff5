package org.wirelab.dns.local;

import java.util.List;

/// What a look into one of this host's caches came to.
public sealed interface CacheFinding {

    /// The cache holds an answer for the question.
    ///
    /// @param answers in words: addresses, records, or `NXDOMAIN`
    /// @param how what shows that it came from the cache
    record Hit(List<String> answers, String how) implements CacheFinding {
        public Hit {
            answers = List.copyOf(answers);
        }
    }

    /// The cache holds nothing for the question.
    ///
    /// @param how what shows it
    record Miss(String how) implements CacheFinding {}

    /// Nobody can say: the cache was not to be looked into.
    ///
    /// @param why in one line
    record Closed(String why) implements CacheFinding {}
}
