package org.wirelab.tls.offline;

import java.util.List;

/// Whether a session could be opened, and why, or why not: a text key and what fills its places.
///
/// @param opened whether at least one of its protected records opened
/// @param reason such as `offline.opened.key_log` or `offline.forward_secret`
/// @param arguments one at most
public record Opening(boolean opened, String reason, List<String> arguments) {

    public Opening {
        arguments = List.copyOf(arguments);
    }

    /// What fills the only place of the reason's text; empty where it has none.
    public String detail() {
        return arguments.isEmpty() ? "" : arguments.getFirst();
    }

    static Opening opened(String reason, String... arguments) {
        return new Opening(true, "offline.opened." + reason, List.of(arguments));
    }

    static Opening closed(String reason, String... arguments) {
        return new Opening(false, "offline." + reason, List.of(arguments));
    }
}
