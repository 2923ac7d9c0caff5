package org.wirelab.client.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.wirelab.tcp.analysis.AnalysedConnection;
import org.wirelab.tcp.analysis.AnalyzerLimits;
import org.wirelab.tcp.analysis.ConnectionListener;
import org.wirelab.tcp.analysis.PacketAnalysis;
import org.wirelab.tcp.analysis.TcpAnalyzer;
import org.wirelab.wire.CaptureBlock;
import org.wirelab.wire.CaptureReader;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.FragmentReassembly;
import org.wirelab.wire.PacketScan;

/// A capture being read from its beginning to its end: every frame is looked at, every segment analysed, and whoever
/// wants to hear of it is told.
///
/// Nothing is made for a packet but what the reader makes.
final class Reading {

    /// How many frames go by between two looks at the world outside.
    private static final int FRAMES_A_LOOK = 1 << 10;

    private final CaptureAccount account;
    private final Overview overview = new Overview();
    private final PacketScan scan = new PacketScan();
    private final FragmentReassembly fragments = new FragmentReassembly();
    private final Lingering lingering = new Lingering(connection -> closed(connection, Parting.CLOSED));
    private final String interfaceName;
    private final ConnectionFilter filter;
    private final Audience audience;
    private final TcpAnalyzer analyzer;
    private final List<AnalysedConnection> left = new ArrayList<>();
    private boolean begun;
    private boolean atTheEnd;
    private long forgotten;
    private long letGo;

    /// Who is told what a reading comes to.
    interface Audience {
        /// The first frame is at hand.
        default void begins(CapturedFrame frame) {}

        /// The first segment of a connection is at hand.
        default void begins(AnalysedConnection connection) {}

        /// The next segment, and what the analysis says of it, which holds until the next.
        default void segment(CapturedFrame frame, PacketScan scan, PacketAnalysis analysis) {}

        /// The next datagram.
        ///
        /// @param number of its frame, or of the one that made it whole
        default void datagram(CapturedFrame frame, PacketScan scan, long number) {}

        /// Nothing more is expected of a connection that is wanted.
        default void closed(AnalysedConnection connection, Parting why) {}

        /// Bytes that could not be used.
        default void damage(CaptureBlock.Damage damage) {}

        /// Secrets that open the traffic of the frames after them.
        default void secrets(CaptureBlock.Secrets secrets) {}

        /// What the capturing program had counted.
        default void statistics(CaptureBlock.Statistics statistics) {}
    }

    /// @param account where what the capture holds is counted
    /// @param interfaceName whose packets are wanted; empty for those of all interfaces
    /// @param filter which connections are wanted
    /// @param limits how much the analysis remembers
    Reading(
            CaptureAccount account,
            String interfaceName,
            ConnectionFilter filter,
            AnalyzerLimits limits,
            Audience audience) {
        this.account = account;
        this.interfaceName = interfaceName;
        this.filter = filter;
        this.audience = audience;
        this.analyzer = new TcpAnalyzer(limits, new ConnectionListener() {
            @Override
            public void began(AnalysedConnection connection) {
                audience.begins(connection);
            }

            @Override
            public void ended(AnalysedConnection connection) {
                if (atTheEnd) {
                    left.add(connection);
                } else {
                    leave(connection);
                }
            }
        });
    }

    /// What the capture holds, so far.
    CaptureAccount account() {
        return account;
    }

    /// The connections that are wanted and of which nothing more is to come.
    Overview overview() {
        return overview;
    }

    /// How many connections there were, wanted or not.
    long connections() {
        return analyzer.connections();
    }

    /// How many of them were let go while they were open, to bound memory.
    long letGo() {
        return letGo;
    }

    /// Reads until the capture ends or somebody says so.
    ///
    /// @param goOn asked every now and then
    /// @throws IOException if it cannot be read further; what was read before has been told
    void read(CaptureReader reader, BooleanSupplier goOn) throws IOException {
        for (CaptureBlock block = reader.next(); block != null; block = reader.next()) {
            on(block);
            if ((account.frames() & FRAMES_A_LOOK - 1) == 0 && !goOn.getAsBoolean()) {
                return;
            }
        }
    }

    /// Says of every connection that is still known that nothing more is to come, in the order of their numbers.
    void end() {
        atTheEnd = true;
        account.incomplete(fragments.counts().givenUp() + fragments.waiting());
        analyzer.close();
        left.sort(Comparator.comparingLong(AnalysedConnection::number));
        left.forEach(this::leave);
    }

    private void on(@Nullable CaptureBlock block) {
        switch (block) {
            case CaptureBlock.Frame frame -> on(frame.frame());
            case CaptureBlock.Damage damage -> {
                account.damage(damage);
                audience.damage(damage);
            }
            case CaptureBlock.Statistics statistics -> {
                account.statistics(statistics);
                audience.statistics(statistics);
            }
            case CaptureBlock.Secrets secrets -> audience.secrets(secrets);
            case null, default -> {} // what describes the frames comes with them
        }
    }

    private void on(CapturedFrame frame) {
        scan.scan(frame);
        account.frame(frame, scan);
        if (!interfaceName.isEmpty() && !interfaceName.equals(frame.interfaceName())) {
            return;
        }
        if (!begun) {
            begun = true;
            audience.begins(frame);
        }
        // a segment in fragments is one where its last fragment came, as for its receiver
        CapturedFrame whole = fragments.complete(frame, scan);
        if (whole != null && whole != frame) {
            account.assembled(scan);
        }
        if (whole != null && scan.tcp()) {
            PacketAnalysis analysis = analyzer.analyse(scan, account.frames(), frame.epochNanos());
            audience.segment(whole, scan, analysis);
            if (analysis.closes()) {
                lingering.over(analysis.connection());
            }
            lingering.at(frame.epochNanos());
        } else if (whole != null && scan.udp()) {
            audience.datagram(whole, scan, account.frames());
        }
    }

    private void leave(AnalysedConnection connection) {
        Parting why = parting(connection);
        if (lingering.leaves(connection)) {
            closed(connection, why);
        }
        if (filter.wants(connection)) {
            overview.add(connection);
        }
    }

    private Parting parting(AnalysedConnection connection) {
        boolean wasForgotten = analyzer.forgotten() > forgotten;
        forgotten = analyzer.forgotten();
        if (connection.closing().over()) {
            return Parting.CLOSED;
        }
        if (wasForgotten) {
            letGo++;
            return Parting.LET_GO;
        }
        return atTheEnd ? Parting.CAPTURE_ENDED : Parting.PORTS_REUSED;
    }

    private void closed(AnalysedConnection connection, Parting why) {
        if (filter.wants(connection)) {
            audience.closed(connection, why);
        }
    }
}
