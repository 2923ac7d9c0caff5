package org.wirelab.client.tls.scenario;

import java.util.List;
import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.ClientAuthentication.Demand;
import org.wirelab.tls.ServerSettings;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.scenario.NegotiationFlows;
import org.wirelab.tls.scenario.Role;
import org.wirelab.tls.scenario.ScenarioObservation.Terms;

/// The scenarios in which the two ends want what does not go together. It is the server that notices: the client asks
/// first.
///
/// @param name on the command line
/// @param flow what is documented of it
/// @param versions that it can be played in
/// @param server what the server insists on
record Negotiation(String name, Flow flow, List<TlsVersion> versions, Insisting server) implements Scenario {

    private static final String WORDS = "Said before the server has looked.\n";

    static final List<Scenario> ALL = List.of(
            new Negotiation(
                    "no-common-suite",
                    NegotiationFlows.NO_COMMON_SUITE,
                    List.of(TlsVersion.TLS12, TlsVersion.TLS13),
                    props -> props.honestServer()
                            .speaking(props.version())
                            .accepting(Props.suites(
                                    props.version() == TlsVersion.TLS12
                                            ? "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
                                            : "TLS_AES_256_GCM_SHA384"))),
            new Negotiation(
                    "no-common-version",
                    NegotiationFlows.NO_COMMON_VERSION,
                    List.of(TlsVersion.TLS12, TlsVersion.TLS13),
                    props -> props.honestServer()
                            .speaking(props.version() == TlsVersion.TLS12 ? TlsVersion.TLS13 : TlsVersion.TLS12)),
            new Negotiation(
                    "client-cert-required",
                    NegotiationFlows.CLIENT_CERT_REQUIRED,
                    List.of(TlsVersion.TLS12, TlsVersion.TLS13),
                    props -> props.honestServer().asking(props.strict())));

    /// What the server insists on.
    interface Insisting {
        ServerSettings on(Props props);
    }

    @Override
    public List<Role> towards() {
        return List.of(Role.SERVER);
    }

    @Override
    public Cast cast(Props props) {
        ServerSettings insisting = server.on(props);
        Terms terms = new Terms(
                Role.SERVER,
                insisting.versions().stream().map(TlsVersion::toString).toList(),
                insisting.suites().stream().map(CipherSuite::name).toList(),
                insisting.clientAuthentication().demand() == Demand.REQUIRE);
        return Cast.of(props.honestClient(), insisting).knowing(terms);
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        stage.client().sayWhenOpen(WORDS);
        stage.connect();
        stage.awaitEnds();
    }
}
