package org.wirelab.tcp.analysis;

import org.jspecify.annotations.Nullable;
import org.wirelab.wire.PacketScan;

/// The analysis of the TCP connections of one capture, segment by segment in the order of capture, with the meaning of
/// Wireshark's `tcp.analysis` (docs/reference/tcp-analysis.md).
///
/// Pure and not safe for several threads. Nothing is allocated for a segment, something for each new connection; memory
/// is bounded by [AnalyzerLimits].
public final class TcpAnalyzer {
    private final ConnectionListener listener;
    private final ConnectionKey key = new ConnectionKey();
    private final ConnectionTable table;
    private final UnackedSegments.Budget budget;
    private final PacketAnalysis result = new PacketAnalysis();
    private long connections;
    private long forgotten;

    public TcpAnalyzer() {
        this(AnalyzerLimits.DEFAULT, ConnectionListener.NONE);
    }

    public TcpAnalyzer(AnalyzerLimits limits, ConnectionListener listener) {
        this.listener = listener;
        table = new ConnectionTable(limits.connections());
        budget = new UnackedSegments.Budget(limits);
    }

    /// Takes the next packet of the capture.
    ///
    /// @param packet one with a TCP header: `packet.tcp()`
    /// @param frame its number in the capture, greater than those before it
    /// @param nanos its time, in nanoseconds since 1970 UTC
    /// @return what is to be said of it: the same object each time
    public PacketAnalysis analyse(PacketScan packet, long frame, long nanos) {
        key.set(packet);
        AnalysedConnection connection = table.find(key);
        boolean reused = false;
        long earlier = PacketAnalysis.UNKNOWN;
        if (connection == null) {
            connection = begin(null, frame, nanos);
            // without a SYN its beginning may be what was forgotten
            connection.bounded = forgotten > 0 && !packet.syn();
        } else if (packet.syn() && connection.sender(key).initialKnown) {
            HalfConnection sender = connection.sender(key);
            earlier = connection.lastFrame();
            if (packet.ack()) {
                // another SYN ACK than before: the answer to a SYN that is not in the capture
                reused = packet.sequence() != sender.initial;
                if (reused) sender.unacked.forget();
                sender.initial = packet.sequence();
            } else if (packet.sequence() != sender.initial) {
                connection = begin(connection, frame, nanos);
                reused = true;
            } else {
                SequenceAnalysis.restoreAfterReset(sender);
            }
        }
        HalfConnection sender = connection.sender(key);
        result.begin(connection, sender, packet, frame, nanos);
        if (reused) {
            result.add(AnalysisFlag.REUSED_PORTS);
            result.refersTo = earlier;
        }
        take(packet, connection, sender, result.receiver());
        return result;
    }

    /// The end of the capture: every connection that is still known is handed to the listener.
    public void close() {
        table.forEach(listener::ended);
        table.clear();
    }

    /// How many connections there were.
    public long connections() {
        return connections;
    }

    /// How many connections had to be forgotten, because there were more than the limits allow. A later segment of
    /// one of them counts as a new connection.
    public long forgotten() {
        return forgotten;
    }

    private void take(
            PacketScan packet, AnalysedConnection connection, HalfConnection sender, HalfConnection receiver) {
        boolean wasOver = connection.closing().over();
        sender.segments++;
        // a fragment does not say how long its segment is
        if (!packet.fragment()) {
            sender.octets += packet.payloadLength();
            SequenceAnalysis.analyse(result, packet.options());
        }
        connection.course.on(packet, sender, receiver, connection);
        measureHandshake(packet, connection);
        connection.count(result.flags);
        connection.seen(result.frame, result.nanos);
        boolean over = connection.closing().over();
        result.closes = over && !wasOver;
        if (over && sender.unacked.size() == 0 && receiver.unacked.size() == 0) connection.shrink();
    }

    private void measureHandshake(PacketScan packet, AnalysedConnection connection) {
        if (packet.syn()) {
            if (packet.ack()) return;
            connection.synTimed = true;
            connection.synNanos = result.nanos;
        } else if (packet.ack() && connection.synTimed && connection.initialRttNanos <= 0) {
            connection.initialRttNanos = result.nanos - connection.synNanos;
        }
    }

    /// @param earlier the connection between the same ends that this one takes the place of, or null
    private AnalysedConnection begin(@Nullable AnalysedConnection earlier, long frame, long nanos) {
        if (earlier == null && table.isFull()) forgetOne();
        AnalysedConnection connection = new AnalysedConnection(connections++, key, budget, frame, nanos);
        if (earlier == null) {
            table.add(key, connection);
        } else {
            table.replace(key, earlier, connection);
            let(earlier);
        }
        listener.began(connection);
        return connection;
    }

    private void forgetOne() {
        AnalysedConnection chosen = table.removeOne();
        forgotten++;
        if (!chosen.closing().over()) chosen.bounded = true;
        let(chosen);
    }

    private void let(AnalysedConnection connection) {
        listener.ended(connection);
        connection.forget();
    }
}
