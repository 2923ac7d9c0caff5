package org.wirelab.posix;

/// The question whether this machine has the system calls of this package.
public final class Posix {
    private static final boolean AVAILABLE = System.getProperty("os.name", "").equals("Linux")
            && switch (System.getProperty("os.arch", "")) {
                case "amd64", "aarch64" -> true;
                default -> false;
            };

    private Posix() {}

    /// Whether the bindings fit this machine. They hold the layouts and numbers of 64-bit Linux; elsewhere no
    /// other class of the package may be used.
    public static boolean available() {
        return AVAILABLE;
    }
}
