package org.wirelab.dns;

import java.util.List;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;

/// A query that brought no response: nothing came in time, or it could not be sent, or what came could not be read.
///
/// @param cause `timeout`, `unreachable`, `malformed`
/// @param detail what the system or the decoder said, in one line; empty for a timeout
/// @param waitedMillis how long was waited, in milliseconds
@Kind("dns.silence")
public record DnsSilence(
        String server,
        String address,
        String zone,
        String name,
        @Field("qtype") String type,
        DnsTransport transport,
        Purpose purpose,
        String cause,
        String detail,
        @Field("waited_ms") double waitedMillis)
        implements DnsObservation, Arrow {

    @Override
    public String from() {
        return server;
    }

    @Override
    public String to() {
        return DnsParties.LAB;
    }

    @Override
    public String label() {
        return "× " + cause;
    }

    @Override
    public List<String> details() {
        String waited = "%.0f ms".formatted(waitedMillis);
        return detail.isEmpty() ? List.of(waited) : List.of(waited, detail);
    }

    /// The same, made for another purpose.
    public DnsSilence madeFor(Purpose reason) {
        return new DnsSilence(server, address, zone, name, type, transport, reason, cause, detail, waitedMillis);
    }
}
