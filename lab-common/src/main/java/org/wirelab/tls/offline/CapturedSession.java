package org.wirelab.tls.offline;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Worded;

/// One TLS session as a capture shows it; said when nothing more of it is to come.
///
/// @param version such as `TLS 1.3`; empty before ServerHello
/// @param suite its name in the registry; empty before ServerHello
/// @param serverName what the client asked for (RFC 6066 §3); empty where it did not
/// @param protocol of the application (RFC 7301), as far as it can be read
/// @param resumed whether it goes on from an earlier one
/// @param opened whether its protected records could be opened
/// @param reason the text key of why, or why not
/// @param arguments what fills its places
/// @param records protected records
/// @param read how many of them opened
/// @param failed how many did not although their keys are known
@Kind("tls.session")
public record CapturedSession(
        String version,
        String suite,
        String serverName,
        String protocol,
        boolean resumed,
        boolean opened,
        String reason,
        List<String> arguments,
        long records,
        long read,
        long failed)
        implements OfflineObservation, Note, Worded {

    public CapturedSession {
        arguments = List.copyOf(arguments);
    }

    @Override
    public String title() {
        List<String> parts = new ArrayList<>();
        parts.add(version.isEmpty() ? "TLS" : version);
        if (!suite.isEmpty()) {
            parts.add(suite);
        }
        if (!serverName.isEmpty()) {
            parts.add(serverName);
        }
        if (!protocol.isEmpty()) {
            parts.add(protocol);
        }
        return String.join(" · ", parts);
    }

    @Override
    public List<String> details() {
        return List.of();
    }

    @Override
    public String textKey() {
        return reason;
    }

    @Override
    public List<String> textArguments() {
        return arguments;
    }
}
