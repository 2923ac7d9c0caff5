package org.wirelab.client.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.Target;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.tls.TlsService;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.TlsFlows;
import org.wirelab.tls.pki.TrustAnchors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lab tls`: one handshake with every value of it, held against the notes.
@Command(
        name = "tls",
        description = "Makes a TLS connection and shows every value of its handshake, held against the notes.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  lab tls                                  with an embedded server: the handshake of the notes",
            "  lab tls --suite TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "                                           where the notes do not hold any more",
            "  lab tls 192.0.2.2 --ca ca.pem            a lab server on another host, port 7443",
            "  lab tls example.org:443 --suite TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "                                           any server that speaks TLS 1.2",
        })
public final class TlsCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "HOST[:PORT]",
            description = "The server; an embedded one unless given. Port " + TlsService.PORT + " unless given.")
    private @Nullable String host;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Trust these authorities (PEM or DER) instead of the system's.")
    private @Nullable Path authorities;

    @Option(
            names = "--insecure",
            description = "Go on although the certificate is not trusted; the checks are made all the same.")
    private boolean insecure;

    @Option(
            names = "--tls",
            paramLabel = "VERSION",
            defaultValue = "1.2",
            description = "The version to offer: 1.2, that of the notes.")
    private String version = "1.2";

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            split = ",",
            description = "Offer this cipher suite, by its registered name; several in the order of preference.")
    private List<String> suites = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws LabException {
        if (!version.equals("1.2")) {
            throw new LabException(ExitCode.USAGE, "--tls " + version + ": this lab speaks 1.2");
        }
        TlsWishes wishes = new TlsWishes(offered(), trusted(), insecure, options.timeout());
        Target target = host == null ? null : Target.parse(host, TlsService.PORT);
        try (ClientRun run = ClientRun.open("tls", options, TlsFlows.ALL)) {
            TlsSession session = new TlsSession(
                    run, options, notice -> spec.commandLine().getErr().println("lab: " + notice));
            try {
                if (target == null) {
                    session.runEmbedded(wishes);
                } else {
                    session.run(target, wishes);
                }
            } catch (LabException e) {
                run.finish(e.exitCode());
                throw e;
            }
            return run.finish();
        }
    }

    private Optional<TrustAnchors> trusted() throws LabException {
        if (authorities == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(TrustAnchors.ofFile(authorities));
        } catch (IOException e) {
            throw new LabException(ExitCode.USAGE, "--ca: " + e.getMessage(), e);
        }
    }

    private List<CipherSuite> offered() throws LabException {
        if (suites.isEmpty()) {
            return ClientSettings.DOCUMENTED_SUITES;
        }
        List<CipherSuite> offered = new ArrayList<>();
        for (String name : suites) {
            offered.add(CipherSuite.named(name)
                    .filter(CipherSuite::explained)
                    .orElseThrow(() -> new LabException(
                            ExitCode.USAGE,
                            "--suite " + name + ": not a suite of this lab, such as TLS_RSA_WITH_AES_128_CBC_SHA256 or"
                                    + " TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")));
        }
        return offered;
    }
}
