package org.wirelab.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wirelab.client.congestion.CongestionSession;
import org.wirelab.client.crypto.CryptoOptions;
import org.wirelab.client.crypto.CryptoSession;
import org.wirelab.client.dns.lookup.DnsSession;
import org.wirelab.client.flow.FlowSession;
import org.wirelab.client.flow.FlowWish;
import org.wirelab.client.flow.slow.SlowReceiver;
import org.wirelab.client.flow.slow.SlowWish;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.tcp.TcpOptions;
import org.wirelab.client.tcp.TcpSession;
import org.wirelab.client.tls.TlsSession;
import org.wirelab.client.tls.TlsWishes;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lab demo`: the documented flow from end to end, in one run, with an embedded server; offline, without root.
@Command(
        name = "demo",
        description =
                "Holds TCP, encryption, TLS, DNS, flow and congestion control against the notes in one run: offline, on real sockets,"
                        + " without root.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  lab demo               TCP, encryption, TLS, DNS, flow and congestion control",
            "  lab demo tls           one of them",
            "  lab demo --lang ko     in Korean",
            "  lab demo -v            with every observation",
            "  lab demo --json        as JSON lines; the narration goes to the error output",
        })
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "PART",
            description = "tcp, crypto, tls, dns, flow or congestion; all of them unless named.")
    private List<String> named = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// One part of the demonstration: it records into the run and leaves it open.
    private interface Part {
        void play(ClientRun run) throws LabException, InterruptedException;
    }

    @Override
    public Integer call() throws LabException, InterruptedException {
        Map<String, Part> parts = parts();
        for (String name : named) {
            if (!parts.containsKey(name)) {
                throw new LabException(
                        ExitCode.USAGE,
                        "the demo has no part " + name + ": it has " + String.join(", ", parts.keySet()));
            }
        }
        try (ClientRun run = ClientRun.openInBrief("demo", options, Protocols.flows(named))) {
            for (Map.Entry<String, Part> part : parts.entrySet()) {
                if (named.isEmpty() || named.contains(part.getKey())) {
                    part.getValue().play(run);
                }
            }
            return run.finish();
        }
    }

    /// The parts in the order of the notes.
    private Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put(
                "tcp",
                run -> new TcpSession(run, options)
                        .run(null, TcpOptions.documented(System.nanoTime(), options.timeout()), false));
        parts.put("crypto", run -> new CryptoSession(run, spec.commandLine().getErr()).run(CryptoOptions.documented()));
        parts.put(
                "tls",
                run -> new TlsSession(run, options, this::notice).runEmbedded(TlsWishes.documented(options.timeout())));
        parts.put("dns", run -> DnsSession.documented(run, options).run());
        parts.put("flow", this::flow);
        parts.put("congestion", run -> new CongestionSession(run, options).demonstrate());
        return parts;
    }

    private void flow(ClientRun run) throws LabException, InterruptedException {
        ExitCode end = new FlowSession(run, options, spec.commandLine().getErr())
                .runEmbedded(FlowWish.documented(options.timeout()));
        if (end != ExitCode.OK) {
            throw new LabException(end, "flow control: not all of the data arrived");
        }
        new SlowReceiver(run, options, SlowWish.documented(options.timeout())).play();
    }

    private void notice(String line) {
        spec.commandLine().getErr().println("lab: " + line);
    }
}
