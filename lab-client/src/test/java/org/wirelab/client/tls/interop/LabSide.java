package org.wirelab.client.tls.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wirelab.client.tls.TlsExperiment;
import org.wirelab.client.tls.TlsOptions;
import org.wirelab.client.tls.TlsRun;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.LabServer;
import org.wirelab.server.tls.TlsLimits;
import org.wirelab.server.tls.TlsService;
import org.wirelab.tls.ClientAuthentication;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.EarlierSession;
import org.wirelab.tls.ServerSettings;
import org.wirelab.tls.SessionStore;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.trace.Side;

/// The lab's end of a cell: its server, waiting for a peer that connects, or its client.
final class LabSide implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    final Side side;
    final TlsRun run = new TlsRun();
    private final Ground ground;
    private final Mode mode;
    private Optional<LabServer> server = Optional.empty();

    private LabSide(Side side, Ground ground, Mode mode) {
        this.side = side;
        this.ground = ground;
        this.mode = mode;
    }

    /// A server on a free port of loopback that speaks nothing but this mode.
    static LabSide serving(Ground ground, Mode mode) throws Exception {
        LabSide lab = new LabSide(Side.SERVER, ground, mode);
        TlsService service = new TlsService(
                ground.transport, new InetSocketAddress("127.0.0.1", 0), TlsLimits.DEFAULT, ground.pkiFolder);
        service.configure(lab::configured);
        lab.server = Optional.of(LabServer.start(ConnectionTraces.into(lab.run.trace()), List.of(service)));
        return lab;
    }

    /// A client that offers nothing but this mode.
    static LabSide connecting(Ground ground, Mode mode) {
        return new LabSide(Side.CLIENT, ground, mode);
    }

    int port() {
        return server.orElseThrow().address("tls").getPort();
    }

    /// Connects as often as the mode wants it, each time with the same words.
    ///
    /// @return what the peer answered, once for each time the words were said
    List<String> connect(int port) throws Exception {
        List<String> answers = new ArrayList<>();
        ClientSettings settings = offered();
        for (int i = 0; i < mode.event().connections(); i++) {
            TlsOptions options = new TlsOptions(settings, TlsOptions.GREETING, mode.is(Event.KEY_UPDATE), TIMEOUT);
            try (TlsExperiment experiment = TlsExperiment.prepare(
                    run.trace(), ground.transport, new InetSocketAddress("127.0.0.1", port), options)) {
                answers.add(experiment.run());
                Optional<EarlierSession> session = experiment.session();
                if (i + 1 < mode.event().connections()) {
                    assertThat(session).as("what the server left to resume").isPresent();
                }
                settings = settings.resuming(session);
            }
        }
        return answers;
    }

    private ClientSettings offered() {
        ClientSettings settings = ClientSettings.modern(
                        Optional.of("localhost"), PkixTrust.of(ground.anchors(), "localhost", Clock.systemUTC()))
                .withExtensions(mode.labExtendedMasterSecret(), mode.labEncryptThenMac());
        if (mode.open()) {
            return mode.tls13() ? settings : settings.speaking(mode.version());
        }
        settings = settings.speaking(mode.version()).offering(List.of(mode.cipherSuite()));
        if (!mode.group().isEmpty()) {
            settings = settings.agreeingBy(List.of(mode.group()));
        }
        return switch (mode.event()) {
            case HELLO_RETRY ->
                settings.agreeingBy(List.of("x25519", mode.group())).sharing(List.of("x25519"));
            case CLIENT_CERTIFICATE -> settings.withIdentity(Optional.of(ground.pki.client()));
            case EXTERNAL_KEY -> settings.withPreSharedKeys(List.of(Mode.EXTERNAL_KEY));
            case ALPN -> settings.withProtocols(List.of(Mode.PROTOCOL));
            case NONE, AS_THEY_COME, DECLINED, SESSION_ID, TICKET, KEY_UPDATE, SERVER_NAME, STAPLED_STATUS -> settings;
        };
    }

    private ServerSettings configured(ServerSettings labs) {
        ServerSettings settings = labs.withExtensions(mode.labExtendedMasterSecret(), mode.labEncryptThenMac());
        if (mode.open()) {
            return mode.tls13() ? settings : settings.speaking(mode.version());
        }
        settings = settings.speaking(mode.version()).accepting(List.of(mode.cipherSuite()));
        if (!mode.group().isEmpty()) {
            settings = settings.agreeingBy(List.of(mode.group()));
        }
        return switch (mode.event()) {
            case CLIENT_CERTIFICATE ->
                settings.asking(new ClientAuthentication(
                        ClientAuthentication.Demand.REQUIRE, PkixTrust.ofClients(ground.anchors(), Clock.systemUTC())));
            case SESSION_ID, TICKET -> settings.keeping(new SessionStore(Clock.systemUTC()));
            case EXTERNAL_KEY -> settings.withPreSharedKeys(List.of(Mode.EXTERNAL_KEY));
            case ALPN -> settings.withProtocols(List.of(Mode.PROTOCOL));
            case SERVER_NAME ->
                settings.proving(Stream.<TlsIdentity>concat(Stream.of(ground.elsewhere), settings.identities().stream())
                        .toList());
            case NONE, AS_THEY_COME, DECLINED, HELLO_RETRY, KEY_UPDATE, STAPLED_STATUS -> settings;
        };
    }

    @Override
    public void close() {
        server.ifPresent(LabServer::close);
        run.close();
    }
}
