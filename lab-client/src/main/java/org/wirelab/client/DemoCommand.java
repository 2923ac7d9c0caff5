package org.wirelab.client;

import java.util.List;
import java.util.concurrent.Callable;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.run.LabException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lab demo`: the documented flow on loopback, with an embedded server; offline, without root.
@Command(name = "demo", description = "The documented flow of TCP, TLS and DNS, offline, on real sockets.", mixinStandardHelpOptions = true, sortOptions = false)
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(arity = "0..*", paramLabel = "PART", description = "tcp, tls, dns; all of them unless named.")
    private List<String> parts = List.of();

    @Override
    public Integer call() throws LabException {
        try (ClientRun run = ClientRun.open("demo", options, Protocols.flows(parts))) {
            return run.finish();
        }
    }
}
