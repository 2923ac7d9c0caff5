package org.wirelab.tls.scenario;

import java.util.List;
import java.util.stream.Stream;
import org.wirelab.flow.Flow;

/// The flows of all scenarios of TLS.
public final class ScenarioFlows {

    /// In the order in which `lab tls --list` names them.
    public static final List<Flow> ALL = Stream.of(
                    CertificateFlows.ALL,
                    List.of(
                            NegotiationFlows.NO_COMMON_SUITE,
                            NegotiationFlows.NO_COMMON_VERSION,
                            NegotiationFlows.CLIENT_CERT_REQUIRED),
                    List.of(
                            HandshakeFlows.TAMPERED_CERTIFICATE,
                            HandshakeFlows.SUITE_STRIP,
                            HandshakeFlows.DOWNGRADE,
                            HandshakeFlows.TAMPERED_FINISHED),
                    KeyTransportFlows.ALL,
                    RecordFlows.ALL,
                    List.of(ForwardSecrecyFlow.FLOW))
            .flatMap(List::stream)
            .toList();

    private ScenarioFlows() {}
}
