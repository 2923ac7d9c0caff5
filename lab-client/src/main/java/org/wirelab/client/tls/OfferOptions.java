package org.wirelab.client.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.GroupNames;
import org.wirelab.tls.PreSharedKey;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.pki.IdentityFile;
import picocli.CommandLine.Option;

/// The options of `lab tls` that say what ClientHello offers.
final class OfferOptions {

    /// RFC 8446 §4.2.11: a key with less than this is guessed, whatever else is right.
    private static final int SHORTEST_KEY = 16;

    private static final String USUAL_IDENTITY = "Client_identity";

    /// RFC 7301 §3.1: the octets of a protocol's name.
    private static final int LONGEST_PROTOCOL = 255;

    /// RFC 1035 §2.3.4: the octets of a name as people write it.
    private static final int LONGEST_NAME = 253;

    /// The word for the lab's own client certificate.
    private static final String LABS_OWN = "lab";

    @Option(
            names = "--tls",
            paramLabel = "VERSION",
            split = ",",
            description =
                    "Offer 1.2 or 1.3, or 1.3,1.2. With the embedded server 1.2, that of the notes, unless another"
                            + " option asks for more; with others both.")
    private List<String> versions = List.of();

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            split = ",",
            description = "Offer this cipher suite, by its registered name; several in the order of preference.")
    private List<String> suites = List.of();

    @Option(
            names = "--group",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Offer this group for the key agreement: X25519MLKEM768, x25519, secp256r1 (P-256), ffdhe2048 …")
    private List<String> groups = List.of();

    @Option(
            names = "--key-share",
            paramLabel = "NAME",
            split = ",",
            description = "TLS 1.3: send a share for these groups at once; 'none' sends none, so that the server has to"
                    + " ask (HelloRetryRequest).")
    private @Nullable List<String> keyShares;

    @Option(
            names = "--alpn",
            paramLabel = "NAME",
            split = ",",
            description = "Offer this protocol of the application, such as http/1.1 or h2.")
    private List<String> protocols = List.of();

    @Option(
            names = "--sni",
            paramLabel = "NAME",
            description = "Call the server by this name instead of HOST; 'none' calls it by none.")
    private @Nullable String serverName;

    @Option(
            names = "--client-cert",
            paramLabel = "FILE",
            description = "Show this certificate when the server asks for one: PEM, its issuers behind it; 'lab' is the"
                    + " lab's own.")
    private @Nullable String certificate;

    @Option(
            names = "--client-key",
            paramLabel = "FILE",
            description = "Its private key (PEM), unless it stands in the same file.")
    private @Nullable Path privateKey;

    @Option(
            names = "--psk",
            paramLabel = "HEX",
            description = "TLS 1.3: a key that both sides have already, 16 bytes or more.")
    private @Nullable String key;

    @Option(
            names = "--psk-identity",
            paramLabel = "TEXT",
            description = "What the server knows that key by (default: " + USUAL_IDENTITY + ", as openssl has it).")
    private @Nullable String keyIdentity;

    @Option(names = "--no-ems", description = "TLS 1.2: do not offer the extended master secret (RFC 7627).")
    private boolean noExtendedMasterSecret;

    @Option(names = "--no-etm", description = "TLS 1.2: do not offer encrypt-then-MAC (RFC 7366).")
    private boolean noEncryptThenMac;

    /// What they say together.
    ///
    /// @throws LabException when one of them makes no sense, or they contradict each other
    Offer offer() throws LabException {
        List<CipherSuite> offered = suites();
        List<TlsVersion> spoken = versions();
        refuseWhatWouldSayNothing(spoken, offered);
        checkNames();
        for (TlsVersion version : spoken) {
            if (none(offered, suite -> suite.tls13() == (version == TlsVersion.TLS13))) {
                throw new LabException(ExitCode.USAGE, "--tls " + version.number() + ": no --suite is of " + version);
            }
        }
        return new Offer(
                spoken,
                offered,
                groups("--group", groups),
                keyShares == null ? Optional.empty() : Optional.of(groups("--key-share", withoutNone(keyShares))),
                protocols,
                Optional.ofNullable(serverName),
                identity(),
                LABS_OWN.equals(certificate),
                preSharedKey(),
                !noExtendedMasterSecret,
                !noEncryptThenMac);
    }

    /// An option that the handshake has no place for would be passed over in silence.
    private void refuseWhatWouldSayNothing(List<TlsVersion> spoken, List<CipherSuite> offered) throws LabException {
        boolean without13 = without13();
        if (key != null && without13) {
            throw new LabException(ExitCode.USAGE, "--psk is for TLS 1.3: offer --tls 1.3 and one of its suites");
        }
        if (keyShares != null && without13) {
            throw new LabException(ExitCode.USAGE, "--key-share is for TLS 1.3: offer --tls 1.3 and one of its suites");
        }
        if (key == null && keyIdentity != null) {
            throw new LabException(ExitCode.USAGE, "--psk-identity is for --psk");
        }
        boolean without12 = spoken.equals(List.of(TlsVersion.TLS13)) || none(offered, suite -> !suite.tls13());
        if (noExtendedMasterSecret && without12) {
            throw new LabException(ExitCode.USAGE, "--no-ems is for TLS 1.2: offer --tls 1.2");
        }
        if (noEncryptThenMac && without12) {
            throw new LabException(ExitCode.USAGE, "--no-etm is for TLS 1.2: offer --tls 1.2");
        }
        // RFC 8446 §4.2.8: a share belongs to one of the groups on offer
        for (String share : keyShares == null || groups.isEmpty() ? List.<String>of() : withoutNone(keyShares)) {
            if (groups.stream().noneMatch(group -> GroupNames.idOf(group).equals(GroupNames.idOf(share)))) {
                throw new LabException(ExitCode.USAGE, "--key-share " + share + ": offer that group too, by --group");
            }
        }
    }

    /// True when no version or suite leaves room for TLS 1.3.
    boolean without13() throws LabException {
        return versions().equals(List.of(TlsVersion.TLS12)) || none(suites(), CipherSuite::tls13);
    }

    private void checkNames() throws LabException {
        for (String protocol : protocols) {
            int octets = protocol.getBytes(StandardCharsets.UTF_8).length;
            if (octets == 0 || octets > LONGEST_PROTOCOL) {
                throw new LabException(
                        ExitCode.USAGE,
                        "--alpn: the name of a protocol has 1 to " + LONGEST_PROTOCOL + " octets, such as h2, not "
                                + octets);
            }
        }
        if (serverName != null && (serverName.isBlank() || serverName.length() > LONGEST_NAME)) {
            throw new LabException(
                    ExitCode.USAGE,
                    "--sni: a name has 1 to " + LONGEST_NAME + " characters, such as www.example.org; none sends none");
        }
    }

    private static boolean none(List<CipherSuite> suites, Predicate<CipherSuite> which) {
        return !suites.isEmpty() && suites.stream().noneMatch(which);
    }

    /// The versions that the user named; none where there is no `--tls`.
    List<TlsVersion> versions() throws LabException {
        return VersionNames.read(versions);
    }

    private List<CipherSuite> suites() throws LabException {
        List<CipherSuite> offered = new ArrayList<>();
        for (String name : suites) {
            offered.add(CipherSuite.named(name)
                    .filter(CipherSuite::explained)
                    .orElseThrow(() -> new LabException(
                            ExitCode.USAGE,
                            "--suite " + name + ": not a suite of this lab, such as TLS_RSA_WITH_AES_128_CBC_SHA256,"
                                    + " TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 or TLS_AES_128_GCM_SHA256")));
        }
        return offered;
    }

    private static List<String> withoutNone(List<String> names) {
        return names.equals(List.of(Offer.NO_NAME)) ? List.of() : names;
    }

    private static List<String> groups(String option, List<String> names) throws LabException {
        for (String name : names) {
            if (GroupNames.idOf(name).isEmpty()) {
                throw new LabException(
                        ExitCode.USAGE,
                        option + " " + name + ": not a group of this lab, such as X25519MLKEM768, x25519, secp256r1,"
                                + " secp384r1, x448, ffdhe2048");
            }
        }
        return names;
    }

    private Optional<TlsIdentity> identity() throws LabException {
        if (certificate == null) {
            if (privateKey != null) {
                throw new LabException(ExitCode.USAGE, "--client-key is for --client-cert");
            }
            return Optional.empty();
        }
        if (certificate.equals(LABS_OWN)) {
            return Optional.empty();
        }
        try {
            return Optional.of(IdentityFile.read(Path.of(certificate), privateKey));
        } catch (IOException e) {
            throw new LabException(ExitCode.USAGE, "--client-cert: " + e.getMessage(), e);
        }
    }

    private Optional<PreSharedKey> preSharedKey() throws LabException {
        if (key == null) {
            return Optional.empty();
        }
        try {
            byte[] bytes = HexFormat.of().parseHex(key);
            if (bytes.length < SHORTEST_KEY) {
                throw new LabException(
                        ExitCode.USAGE, "--psk: " + bytes.length + " bytes are too few, 16 or more it is");
            }
            byte[] identity =
                    Objects.requireNonNullElse(keyIdentity, USUAL_IDENTITY).getBytes(StandardCharsets.UTF_8);
            return Optional.of(PreSharedKey.external(Bytes.of(identity), Bytes.of(bytes)));
        } catch (IllegalArgumentException e) {
            throw new LabException(
                    ExitCode.USAGE,
                    "--psk " + key + ": hexadecimal digits, two a byte; openssl rand -hex 32 makes some",
                    e);
        }
    }
}
