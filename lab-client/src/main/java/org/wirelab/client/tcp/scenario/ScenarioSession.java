package org.wirelab.client.tcp.scenario;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.wirelab.client.session.Witness;
import org.wirelab.link.EmulatedNetwork;
import org.wirelab.link.Host;
import org.wirelab.link.LinkException;
import org.wirelab.link.NetworkSettings;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.scenario.ScenarioObservation;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.wire.CapturedFrame;

/// One play of a scenario with all that belongs to it: the network, the ends, the observers, the script.
public final class ScenarioSession {

    /// The network is the scenario's own: every port is free.
    private static final int CLIENT_PORT = 40000;

    private static final int SERVER_PORT = 7001;

    /// How long a script waits for anything. The longest wait that any documents is one of 4 seconds, on an idle
    /// machine.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Vantage OURSELVES = new Vantage(Source.OS, Side.CLIENT);

    private final Trace trace;
    private final ToIntFunction<CapturedFrame> spool;
    private final boolean ipv6;
    private final Punctuality punctuality = new Punctuality();

    /// @param trace where everything goes
    /// @param spool keeps a frame and gives its number in the run's capture file, 0 where it keeps none
    /// @param ipv6 whether the hosts speak IPv6 with each other; IPv4 otherwise
    public ScenarioSession(Trace trace, ToIntFunction<CapturedFrame> spool, boolean ipv6) {
        this.trace = trace;
        this.spool = spool;
        this.ipv6 = ipv6;
        trace.listen(punctuality);
    }

    /// Whether this machine had time enough for the link; known when the run has ended.
    public Punctuality punctuality() {
        return punctuality;
    }

    /// Plays a scenario to its end.
    ///
    /// @throws LabException when this system allows no network of the lab's own, or what the script waits for does
    ///     not come
    /// @throws InterruptedException when the thread is interrupted
    public void play(Scenario scenario) throws LabException, InterruptedException {
        trace.record(OURSELVES, Conversation.RUN, RunObservation.Part.about(scenario.key()));
        NetworkSettings settings = scenario.setting().network();
        punctuality.expect(Collections.max(
                List.of(settings.toServer().delay(), settings.toClient().delay())));
        LinkLog log = new LinkLog(trace);
        try (Transport transport = Transport.open(2);
                EmulatedNetwork network = open(scenario.setting(), log)) {
            if (!transport.epoll()) {
                throw new LabException(ExitCode.LACKING, "a scenario needs the sockets of Linux on x86-64 or ARM");
            }
            named(network.client());
            named(network.server());
            network.router().ifPresent(this::named);
            play(scenario, transport, network, log);
        }
    }

    private void play(Scenario scenario, Transport transport, EmulatedNetwork network, LinkLog log)
            throws LabException, InterruptedException {
        InetSocketAddress client = new InetSocketAddress(address(network.client()), CLIENT_PORT);
        InetSocketAddress server = new InetSocketAddress(address(network.server()), SERVER_PORT);
        Conversation conversation = Conversation.between(Endpoints.text(client), Endpoints.text(server));
        Witness witness = new Witness(PATIENCE);
        trace.listen(witness);
        trace.record(OURSELVES, conversation, new RunObservation.ConversationExpected());
        try (EndSocket clientSocket = new EndSocket(
                        network.client()::call, transport, client, server, calls(conversation, Side.CLIENT));
                EndSocket serverSocket = new EndSocket(
                        network.server()::call, transport, server, client, calls(conversation, Side.SERVER));
                Observers observers = new Observers(trace, conversation, network)) {
            observers.watch(spool, log, clientSocket, serverSocket);
            trace.record(OURSELVES, conversation, staged(scenario, conversation));
            scenario.play(new Stage(
                    new End(Side.CLIENT, clientSocket, witness),
                    new End(Side.SERVER, serverSocket, witness),
                    network.link(),
                    witness));
        } finally {
            trace.record(OURSELVES, conversation, new RunObservation.ConversationEnded());
        }
    }

    /// Says who has an address, for the reader of the capture file: `client`, `server`, `router`.
    private void named(Host host) {
        String address = Endpoints.text(address(host));
        trace.record(OURSELVES, Conversation.RUN, new RunObservation.Named(address, host.name()));
    }

    private static ScenarioObservation staged(Scenario scenario, Conversation conversation) {
        return new ScenarioObservation.Staged(
                scenario.name(),
                conversation.initiator(),
                conversation.responder(),
                scenario.setting().client(),
                scenario.setting().server());
    }

    private InetAddress address(Host host) {
        return ipv6 ? host.ipv6() : host.ipv4();
    }

    private Recorder calls(Conversation conversation, Side side) {
        return trace.recorder(new Vantage(Source.SOCKET, side), conversation);
    }

    private static EmulatedNetwork open(Setting setting, LinkLog log) throws LabException {
        EmulatedNetwork network;
        try {
            network = EmulatedNetwork.open(setting.network(), log);
        } catch (LinkException e) {
            throw lacking(e);
        }
        try {
            set(network.client(), setting.client());
            set(network.server(), setting.server());
            return network;
        } catch (LinkException e) {
            network.close();
            throw lacking(e);
        }
    }

    private static void set(Host host, Map<String, String> settings) throws LinkException {
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            host.sysctl(setting.getKey(), setting.getValue());
        }
    }

    private static LabException lacking(LinkException e) {
        return new LabException(ExitCode.LACKING, String.valueOf(e.getMessage()), e);
    }
}
