package org.wirelab.client.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.tls.TlsService;
import org.wirelab.tls.ClientAuthentication;
import org.wirelab.tls.ServerSettings;
import org.wirelab.tls.SessionStore;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.tls.pki.TrustAnchors;
import picocli.CommandLine.Option;

/// The options of `lab server` that say how its TLS service serves.
public final class ServingOptions {

    /// RFC 1123 §2.1: labels of letters, digits and hyphens.
    private static final Pattern HOST_NAME = Pattern.compile("(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
            + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    @Option(
            names = "--tls",
            paramLabel = "VERSION",
            split = ",",
            description = "TLS: speak only 1.2 or 1.3 (default: both).")
    private List<String> versions = List.of();

    @Option(
            names = "--tls-name",
            paramLabel = "NAME",
            split = ",",
            description = "TLS: a certificate of its own for clients that call this name (SNI); several, by commas.")
    private List<String> names = List.of();

    @Option(
            names = "--client-auth",
            paramLabel = "HOW",
            defaultValue = "none",
            description = "TLS: none, request or require a certificate of the client (default: ${DEFAULT-VALUE}).")
    private String clients = "none";

    @Option(
            names = "--client-ca",
            paramLabel = "FILE",
            description = "TLS: trust these authorities for clients (default: the lab's own).")
    private @Nullable Path authorities;

    /// Has the service serve as these options say.
    ///
    /// @throws LabException when one of them makes no sense
    public void configure(TlsService service) throws LabException {
        List<TlsVersion> spoken = VersionNames.read(versions);
        ClientAuthentication.Demand demand = demand();
        @Nullable TrustAnchors given = authorities == null ? null : anchors(authorities);
        if (given != null && demand == ClientAuthentication.Demand.NONE) {
            throw new LabException(ExitCode.USAGE, "--client-ca is for --client-auth request or require");
        }
        service.certify(names());
        service.configure(settings -> {
            ServerSettings wanted = settings.keeping(new SessionStore(Clock.systemUTC()));
            if (!spoken.isEmpty()) {
                wanted = wanted.speaking(spoken.toArray(TlsVersion[]::new));
            }
            if (demand == ClientAuthentication.Demand.NONE) {
                return wanted;
            }
            TrustAnchors trusted =
                    given != null ? given : new TrustAnchors(Set.of(service.authority()), "the lab's own CA");
            return wanted.asking(new ClientAuthentication(demand, PkixTrust.ofClients(trusted, Clock.systemUTC())));
        });
    }

    private List<String> names() throws LabException {
        for (String name : names) {
            if (!HOST_NAME.matcher(name).matches()) {
                throw new LabException(ExitCode.USAGE, "--tls-name " + name + ": not a host name");
            }
        }
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    private ClientAuthentication.Demand demand() throws LabException {
        for (ClientAuthentication.Demand each : ClientAuthentication.Demand.values()) {
            if (each.name().equalsIgnoreCase(clients)) {
                return each;
            }
        }
        throw new LabException(ExitCode.USAGE, "--client-auth takes none, request or require");
    }

    private static TrustAnchors anchors(Path file) throws LabException {
        try {
            return TrustAnchors.ofFile(file);
        } catch (IOException e) {
            throw new LabException(ExitCode.USAGE, "--client-ca: " + e.getMessage(), e);
        }
    }
}
