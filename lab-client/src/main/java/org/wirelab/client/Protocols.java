package org.wirelab.client;

import java.util.List;
import java.util.stream.Stream;
import org.wirelab.arq.ArqFlows;
import org.wirelab.arq.ArqObservation;
import org.wirelab.client.flow.slow.FlowObservation;
import org.wirelab.client.flow.slow.SlowReceiver;
import org.wirelab.client.read.ReadObservation;
import org.wirelab.client.tcp.watch.WatchObservation;
import org.wirelab.congestion.CongestionFlows;
import org.wirelab.congestion.CongestionObservation;
import org.wirelab.congestion.KernelObservation;
import org.wirelab.congestion.TheoryFlow;
import org.wirelab.crypto.CryptoFlows;
import org.wirelab.crypto.CryptoObservation;
import org.wirelab.dns.DnsFlows;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.offline.CapturedObservation;
import org.wirelab.dns.validation.ValidationObservation;
import org.wirelab.flow.Flow;
import org.wirelab.link.LinkObservation;
import org.wirelab.run.Kinds;
import org.wirelab.tcp.TcpFlows;
import org.wirelab.tcp.TcpObservation;
import org.wirelab.tcp.analysis.AnalysisObservation;
import org.wirelab.tcp.scenario.ScenarioFlows;
import org.wirelab.tcp.scenario.ScenarioObservation;
import org.wirelab.tls.TlsFlows;
import org.wirelab.tls.TlsObservation;
import org.wirelab.tls.offline.OfflineObservation;
import org.wirelab.tls.record.RecordObservation;
import org.wirelab.udp.UdpObservation;

/// The protocols of this lab: the one place where a new one is added.
public final class Protocols {

    /// The kinds of observation of all protocols.
    public static final Kinds KINDS = Kinds.of(
            TcpObservation.class,
            AnalysisObservation.class,
            ScenarioObservation.class,
            CryptoObservation.class,
            org.wirelab.tls.scenario.ScenarioObservation.class,
            TlsObservation.class,
            RecordObservation.class,
            OfflineObservation.class,
            DnsObservation.class,
            ValidationObservation.class,
            CapturedObservation.class,
            ArqObservation.class,
            CongestionObservation.class,
            KernelObservation.class,
            UdpObservation.class,
            FlowObservation.class,
            LinkObservation.class,
            ReadObservation.class,
            WatchObservation.class);

    private Protocols() {}

    /// The documented flows of all protocols, in the order of the notes.
    public static List<Flow> flows() {
        return Stream.of(
                        TcpFlows.ALL,
                        CryptoFlows.ALL,
                        TlsFlows.ALL,
                        List.of(DnsFlows.LOOKUP),
                        SlowReceiver.FLOWS,
                        ArqFlows.ALL,
                        CongestionFlows.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /// Every flow that a saved run may name.
    public static List<Flow> known() {
        return Stream.of(
                        flows(),
                        ScenarioFlows.ALL,
                        org.wirelab.tls.scenario.ScenarioFlows.ALL,
                        org.wirelab.dns.scenario.ScenarioFlows.ALL,
                        List.of(DnsFlows.BY_RESOLVER, DnsFlows.WALK, TheoryFlow.FLOW))
                .flatMap(List::stream)
                .toList();
    }

    /// The documented flows of some parts of the notes; all of them where none is named.
    static List<Flow> flows(List<String> parts) {
        return flows().stream()
                .filter(flow -> parts.isEmpty()
                        || parts.stream().anyMatch(part -> flow.id().startsWith(part)))
                .toList();
    }
}
