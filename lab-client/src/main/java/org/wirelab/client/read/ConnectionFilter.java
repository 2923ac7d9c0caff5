package org.wirelab.client.read;

import java.net.InetAddress;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.analysis.AnalysedConnection;
import org.wirelab.tcp.analysis.HalfConnection;
import org.wirelab.trace.Endpoints;

/// Which connections a reader wants to see. All are numbered, so that the numbers stay those of Wireshark.
///
/// @param number the only one that is wanted; empty for any
/// @param port that of one end; null for any
/// @param host the address of one end; null for any
record ConnectionFilter(
        OptionalLong number,
        @Nullable Integer port,
        @Nullable InetAddress host) {

    private static final int GREATEST_PORT = 65_535;

    /// The filter that a command line asks for.
    ///
    /// @throws LabException when the port or the address is none
    static ConnectionFilter of(@Nullable Long number, @Nullable Integer port, @Nullable String host)
            throws LabException {
        if (number != null && number < 0) {
            throw new LabException(ExitCode.USAGE, "conversations are numbered from 0, as Wireshark's tcp.stream is");
        }
        if (port != null && (port < 0 || port > GREATEST_PORT)) {
            throw new LabException(ExitCode.USAGE, "--port takes 0 to " + GREATEST_PORT);
        }
        try {
            return new ConnectionFilter(
                    number == null ? OptionalLong.empty() : OptionalLong.of(number),
                    port,
                    host == null ? null : Endpoints.literal(host));
        } catch (IllegalArgumentException e) {
            throw new LabException(
                    ExitCode.USAGE, "--host takes an address such as 192.0.2.1 or 2001:db8::1, not " + host, e);
        }
    }

    /// The same, narrowed to this one connection.
    ConnectionFilter only(long one) {
        return new ConnectionFilter(OptionalLong.of(one), port, host);
    }

    boolean wants(AnalysedConnection connection) {
        return (number.isEmpty() || number.getAsLong() == connection.number())
                && (wants(connection.initiator().port())
                        || wants(connection.responder().port()))
                && (wants(connection.initiator()) || wants(connection.responder()));
    }

    /// True when some connections may be left out.
    boolean selects() {
        return number.isPresent() || port != null || host != null;
    }

    private boolean wants(int itsPort) {
        return port == null || port == itsPort;
    }

    private boolean wants(HalfConnection end) {
        return host == null || host.equals(end.address());
    }
}
