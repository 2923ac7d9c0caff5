package org.wirelab.tls;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Carried;
import org.wirelab.trace.Kind;
import org.wirelab.trace.StreamRange;

/// An alert (RFC 5246 §7.2) with what its sender told nobody else: the cause.
///
/// @param level `warning` or `fatal`
/// @param description the RFC's name, such as `close_notify` or `unknown_ca`
/// @param cause why this side raised it; the empty string for one that was received, since an alert carries no cause
/// @param stream the octets of the sender's byte stream that its record takes up, null when not known
@Kind("tls.alert")
public record Alert(
        Direction direction,
        String from,
        String to,
        String level,
        String description,
        String cause,
        @Nullable StreamRange stream)
        implements TlsObservation, Arrow, Carried {

    @Override
    public Object identity() {
        return List.of("Alert", from, level, description);
    }

    /// True when it ends the connection at once (RFC 5246 §7.2.2).
    public boolean fatal() {
        return level.equals("fatal");
    }

    @Override
    public String label() {
        return description;
    }

    @Override
    public List<String> details() {
        return cause.isEmpty() ? List.of(level + " alert") : List.of(level + " alert", cause);
    }
}
