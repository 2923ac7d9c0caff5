package org.wirelab.client.dns.lookup;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.validation.TrustAnchors;
import org.wirelab.dns.walk.AddressFamilies;
import org.wirelab.dns.walk.Limits;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.net.dns.AddressMap;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import picocli.CommandLine.Option;

/// How the walk asks: options of `lab dns` that the engine obeys.
public final class WalkOptions {

    @Option(
            names = "--hints",
            paramLabel = "FILE",
            description = "Begin at the root servers of this file (named.root).")
    private @Nullable Path hints;

    @Option(names = "--port", paramLabel = "N", description = "Ask the name servers at this port instead of 53.")
    private int port = AddressMap.DNS_PORT;

    @Option(names = "--tcp", description = "Ask over TCP only.")
    private boolean tcp;

    @Option(names = "--no-edns", description = "Ask without EDNS, as in 1987.")
    private boolean withoutEdns;

    @Option(
            names = "--qmin",
            negatable = true,
            description = "Tell each server only as much of the name as it has to know (RFC 9156); or not, as usual.")
    private boolean qmin;

    @Option(names = "--0x20", description = "Send names with letters in random case, which replies have to repeat.")
    private boolean caseRandomised;

    @Option(names = "--dnssec", description = "Ask for signatures, and validate from the trust anchor of the root.")
    private boolean dnssec;

    @Option(
            names = "--anchor",
            paramLabel = "FILE",
            description = "With --dnssec: the trust anchor, DS or DNSKEY records.")
    private @Nullable Path anchor;

    /// What the engine is to do.
    public WalkSettings settings(CommonOptions common) throws LabException {
        if (dnssec && withoutEdns) {
            throw new LabException(ExitCode.USAGE, "--dnssec and --no-edns exclude each other: DO is a bit of EDNS");
        }
        if (anchor != null && !dnssec) {
            throw new LabException(ExitCode.USAGE, "--anchor is for --dnssec");
        }
        WalkSettings usual = WalkSettings.USUAL;
        return usual.withFamilies(families(common))
                .withPayload(withoutEdns ? 0 : usual.payload())
                .withTcp(tcp)
                .withQmin(qmin)
                .withCaseRandomised(caseRandomised)
                .withDnssec(dnssec)
                .withLimits(limits(common.timeout()));
    }

    /// Where the walk begins.
    public RootHints hints() throws LabException {
        if (hints == null) {
            return RootHints.builtIn();
        }
        try {
            return RootHints.parse(hints.toString(), read(hints));
        } catch (IOException e) {
            throw new LabException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /// The port of the name servers.
    public int port() throws LabException {
        if (port < 1 || port > 65535) {
            throw new LabException(ExitCode.USAGE, "--port takes 1 to 65535, not " + port);
        }
        return port;
    }

    /// Where the chain of trust begins, as the user says.
    public Optional<TrustAnchors> anchors() throws LabException {
        if (anchor == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(TrustAnchors.parse(anchor.toString(), read(anchor)));
        } catch (IOException e) {
            throw new LabException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private static byte[] read(Path file) throws LabException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new LabException(ExitCode.USAGE, "no file " + file, e);
        } catch (IOException e) {
            throw new LabException(ExitCode.USAGE, "cannot read " + file + ": give a file that you may read", e);
        }
    }

    private static AddressFamilies families(CommonOptions common) throws LabException {
        return common.family()
                .map(family -> family == StandardProtocolFamily.INET ? AddressFamilies.IPV4 : AddressFamilies.IPV6)
                .orElse(AddressFamilies.BOTH);
    }

    /// No lookup takes longer than the engine's own limit.
    static Limits limits(Duration timeout) {
        Limits usual = Limits.USUAL;
        return usual.withTotal(timeout.compareTo(usual.total()) < 0 ? timeout : usual.total());
    }
}
