package org.wirelab.client.read;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wirelab.dns.DnsFlows;
import org.wirelab.dns.offline.DnsCount;
import org.wirelab.flow.Flow;
import org.wirelab.run.ExitCode;
import org.wirelab.run.Hearing;
import org.wirelab.run.LabException;
import org.wirelab.run.RunHeader;
import org.wirelab.run.RunListener;
import org.wirelab.run.Summary;
import org.wirelab.tcp.TcpFlows;
import org.wirelab.tcp.analysis.AnalysedConnection;
import org.wirelab.tcp.analysis.PacketAnalysis;
import org.wirelab.tls.TlsFlows;
import org.wirelab.tls.offline.CapturedSession;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Observation;
import org.wirelab.wire.CaptureBlock;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.PacketScan;

/// Who hears of a reading: the judges and their listeners where there are any, and the page of rows where there is one.
final class ReadAudience implements Reading.Audience {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final ReadRequest request;
    private final String id;
    private final String language;
    private final List<RunListener> listeners;
    private final Optional<OverviewPage> page;
    private final LongConsumer onConnection;
    private final Runnable beforePrinting;
    private final Measured measured = new Measured();
    private final CaptureAccount account;
    private final TlsSessions tls;
    private final TlsTotals totals = new TlsTotals();
    private final DnsReading dns = new DnsReading(this::dns);
    private @Nullable Hearing hearing;
    private @Nullable Testimony testimony;
    private @Nullable AnalysedConnection theOne;

    /// @param account what the capture says of itself, as it is read
    /// @param id names the run
    /// @param listeners who listens to the judges; nothing is judged for nobody
    /// @param page where connections are listed as they close
    /// @param onConnection told the number of each connection that begins
    /// @param beforePrinting called before a row is printed
    ReadAudience(
            ReadRequest request,
            CaptureAccount account,
            String id,
            String language,
            List<RunListener> listeners,
            Optional<OverviewPage> page,
            LongConsumer onConnection,
            Runnable beforePrinting) {
        this.request = request;
        this.account = account;
        this.id = id;
        this.language = language;
        this.listeners = listeners;
        this.page = page;
        this.onConnection = onConnection;
        this.beforePrinting = beforePrinting;
        this.tls = new TlsSessions(request.secrets(), listeners.isEmpty());
    }

    @Override
    public void begins(CapturedFrame frame) {
        page.ifPresent(rows -> rows.begins(frame.epochNanos()));
        if (!listeners.isEmpty()) {
            open(frame.interfaceName(), frame.epochNanos());
        }
    }

    @Override
    public void begins(AnalysedConnection connection) {
        onConnection.accept(connection.number());
    }

    @Override
    public void secrets(CaptureBlock.Secrets secrets) {
        if (secrets.type() == CaptureBlock.Secrets.TLS_KEY_LOG) {
            String lines = new String(secrets.data().toArray(), StandardCharsets.ISO_8859_1);
            request.secrets().keyLog().add(lines, "the secrets in " + request.capture());
        }
    }

    /// Datagrams belong to no connection: where one connection is wanted, they are not.
    @Override
    public void datagram(CapturedFrame frame, PacketScan scan, long number) {
        if (!request.filter().selects()) {
            dns.datagram(scan, frame.epochNanos(), number);
        }
    }

    private void dns(long epochNanos, Conversation conversation, Observation observation, boolean judged) {
        if (testimony != null) {
            testimony.dns(epochNanos, conversation, observation, judged);
        }
    }

    @Override
    public void segment(CapturedFrame frame, PacketScan scan, PacketAnalysis analysis) {
        if (request.filter().wants(analysis.connection())) {
            dns.segment(scan, analysis, frame.epochNanos());
        }
        if (testimony == null) {
            if (request.filter().wants(analysis.connection())) {
                tls.segment(scan, analysis, _ -> {});
            }
        } else {
            testimony.segment(frame, scan, analysis);
            if (request.filter().number().isPresent()
                    && request.filter().number().getAsLong()
                            == analysis.connection().number()) {
                measured.add(analysis);
            }
        }
    }

    @Override
    public void closed(AnalysedConnection connection, Parting why) {
        dns.closed(connection);
        if (testimony == null) {
            row(connection, tls.glimpsed(connection, why == Parting.CLOSED));
            return;
        }
        if (why == Parting.CLOSED && request.filter().number().isPresent()) {
            theOne = connection; // the file may say at its end that packets were dropped: it is judged then
        } else {
            row(connection, testimony.closed(connection, why));
        }
    }

    private void row(AnalysedConnection connection, Optional<CapturedSession> session) {
        page.ifPresent(rows -> {
            beforePrinting.run();
            rows.row(connection, session);
        });
        session.ifPresent(totals::add);
    }

    /// The DNS in sum: nothing more comes of it.
    DnsCount dns() {
        dns.end();
        return dns.count();
    }

    /// The TLS sessions in sum.
    TlsTotals tls() {
        totals.lost(tls.lost());
        return totals;
    }

    @Override
    public void damage(CaptureBlock.Damage damage) {
        if (testimony != null) {
            testimony.damage(damage);
        }
    }

    @Override
    public void statistics(CaptureBlock.Statistics statistics) {
        if (testimony != null) {
            testimony.statistics(statistics);
        }
    }

    /// True when somebody who listens cannot go on.
    boolean hasFailed() {
        return hearing != null && hearing.hasFailed();
    }

    /// What was measured of the one connection that is wanted.
    Measured measured() {
        return measured;
    }

    /// The end of the reading: the judges settle what is open.
    ///
    /// @param outcome why the reading ended, [ExitCode#OK] for its own end
    /// @return nothing where nobody listens
    /// @throws LabException when a listener could not go on
    Optional<Summary> end(ReadObservation.Totals totals, ExitCode outcome) throws LabException {
        if (listeners.isEmpty()) {
            return Optional.empty();
        }
        Testimony last = testimony == null ? open("", 0) : testimony; // a capture without packets
        if (theOne != null) {
            row(theOne, last.closed(theOne, Parting.CLOSED));
        }
        dns.end();
        last.ends(totals);
        Hearing all = Objects.requireNonNull(hearing);
        Summary summary = all.end(outcome.number());
        all.check();
        return Optional.of(summary);
    }

    /// Times count from the first packet.
    private Testimony open(String interfaceName, long epochNanos) {
        Instant started = Instant.ofEpochSecond(
                Math.floorDiv(epochNanos, NANOS_PER_SECOND), Math.floorMod(epochNanos, NANOS_PER_SECOND));
        List<Flow> flows = Stream.of(TcpFlows.ALL, TlsFlows.ALL, List.of(DnsFlows.WALK))
                .flatMap(List::stream)
                .toList();
        RunHeader header = new RunHeader(
                id, "read", started, language, flows.stream().map(Flow::id).toList());
        Hearing opened = new Hearing(header, flows, listeners);
        opened.begin();
        Testimony begun = new Testimony(
                opened, request.filter(), account, tls, request.mostKnown(), request.mostJudged(), !request.json());
        begun.begins(interfaceName, epochNanos);
        hearing = opened;
        testimony = begun;
        return begun;
    }
}
