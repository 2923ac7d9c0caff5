package org.wirelab.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How many files and sockets this process may have open.
public final class Descriptors {

    private Descriptors() {}

    /// The limit, which the JVM has raised to what the system allows an ordinary user (`ulimit -Hn`); where
    /// there is none to ask for, more than anybody needs.
    public static long most() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
    }
}
