package org.wirelab.client.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.Target;
import org.wirelab.client.tls.scenario.ScenarioRun;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tls.TlsFlows;
import org.wirelab.tls.pki.TrustAnchors;
import org.wirelab.tls.scenario.Role;
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
            "  lab tls                          embedded server: the handshake of the notes",
            "  lab tls --tls 1.3                the same in TLS 1.3: the tree of its secrets",
            "  lab tls --suite TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "                                   where the notes do not hold any more",
            "  lab tls --tls 1.3 --key-share none   the server has to ask: HelloRetryRequest",
            "  lab tls --tls 1.3 --resume       a ticket, and a handshake by it",
            "  lab tls --client-cert lab        the client shows a certificate too",
            "  lab tls example.org              any server, port 443",
            "  lab tls 192.0.2.2:7443 --ca ca.pem   a lab server on another host",
            "  lab tls --list                   the ways a handshake can go wrong",
            "  lab tls --scenario tampered-record   one of them; --towards client",
            "",
            "Exit codes: 0 as documented, 1 a sentence contradicted or missing, 2 usage,",
            "3 no connection, or no handshake; 4 the certificate is not trusted, 5 a",
            "privilege or tool is missing, 130 interrupted. A scenario that ends as",
            "documented: 0.",
        })
public final class TlsCommand implements Callable<Integer> {

    /// RFC 9110 §4.2.2: where servers that speak TLS are usually found.
    private static final int HTTPS = 443;

    private static final List<String> SAID_BY_THE_SCENARIO = List.of(
            "--ca",
            "--insecure",
            "--suite",
            "--group",
            "--key-share",
            "--alpn",
            "--sni",
            "--client-cert",
            "--client-key",
            "--psk",
            "--psk-identity",
            "--no-ems",
            "--no-etm",
            "--resume",
            "--key-update");

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "HOST[:PORT]",
            description = "The server; an embedded one unless given. Port " + HTTPS + " unless given.")
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

    @Mixin
    private OfferOptions offer = new OfferOptions();

    @Option(
            names = "--resume",
            description = "Connect twice: the second time resume the session of the first one (session id, or ticket).")
    private boolean resume;

    @Option(
            names = "--key-update",
            description = "TLS 1.3: after the first words go on under the next keys, and have the server do the same.")
    private boolean keyUpdate;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "Make a connection go wrong: expired, tampered-record, downgrade and more.")
    private @Nullable String scenario;

    @Option(
            names = "--towards",
            paramLabel = "END",
            description = "With --scenario: client or server, the end that is to notice.")
    private @Nullable Role towards;

    @Option(names = "--list", description = "Name the scenarios.")
    private boolean list;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws LabException {
        if (list) {
            return ScenarioRun.list(options.output());
        }
        if (scenario != null) {
            refuseWhatTheScenarioSays();
            return ScenarioRun.play(scenario, towards, offer.versions(), options, this::notice);
        }
        if (towards != null) {
            throw new LabException(ExitCode.USAGE, "--towards is for --scenario");
        }
        if (keyUpdate && offer.without13()) {
            throw new LabException(ExitCode.USAGE, "--key-update is for TLS 1.3: offer --tls 1.3");
        }
        TlsWishes wishes = new TlsWishes(offer.offer(), trusted(), insecure, resume, keyUpdate, options.timeout());
        Target target = host == null ? null : Target.parse(host, HTTPS);
        try (ClientRun run = ClientRun.open("tls", options, TlsFlows.ALL)) {
            TlsSession session = new TlsSession(run, options, this::notice);
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

    /// A scenario says itself who connects to whom, and what is offered.
    private void refuseWhatTheScenarioSays() throws LabException {
        if (host != null) {
            throw new LabException(
                    ExitCode.USAGE, "a scenario brings both ends itself: leave " + host + " away, or --scenario");
        }
        for (String option : SAID_BY_THE_SCENARIO) {
            if (given(option)) {
                throw new LabException(ExitCode.USAGE, option + " and --scenario exclude each other");
            }
        }
    }

    private boolean given(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private void notice(String line) {
        spec.commandLine().getErr().println("lab: " + line);
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
}
