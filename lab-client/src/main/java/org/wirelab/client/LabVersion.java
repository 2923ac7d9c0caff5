package org.wirelab.client;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/// What `lab --version` says: the jar's version and the JVM that runs it.
final class LabVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        @Nullable String version = LabVersion.class.getPackage().getImplementationVersion();
        return new String[] {
            "wirelab " + (version == null ? "(not from a jar)" : version) + ", Java " + Runtime.version() + ", "
                    + System.getProperty("os.name") + " " + System.getProperty("os.version")
        };
    }
}
