package org.wirelab.client.tls;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tls.TlsVersion;

/// The words behind `--tls`, of a client as of a server.
final class VersionNames {

    private VersionNames() {}

    /// The versions that they name; none for none.
    static List<TlsVersion> read(List<String> words) throws LabException {
        List<TlsVersion> versions = new ArrayList<>();
        for (String word : words) {
            versions.add(TlsVersion.numbered(word)
                    .orElseThrow(
                            () -> new LabException(ExitCode.USAGE, "--tls " + word + ": this lab speaks 1.2 and 1.3")));
        }
        return versions;
    }
}
