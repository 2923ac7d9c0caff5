package org.wirelab.trace;

import java.util.Locale;

/// What kind of observer saw something.
public enum Source {
    /// Packets on an interface.
    CAPTURE,
    /// The calls of the socket API and what they returned.
    SOCKET,
    /// The kernel's account of one connection, read from its socket (`TCP_INFO`).
    TCP_INFO,
    /// The kernel's tables of sockets, read through netlink (`sock_diag(7)`).
    SOCK_DIAG,
    /// The kernel's tables as text under `/proc`.
    PROC,
    /// The SYN that the kernel kept for the listener (`TCP_SAVED_SYN`).
    SAVED_SYN,
    /// The TLS engine.
    TLS,
    /// The DNS engine.
    DNS,
    /// Ciphers and signatures, run by the lab itself.
    CRYPTO,
    /// The ARQ protocols' own engines.
    ARQ,
    /// The emulated link.
    LINK,
    /// The man in the middle of a scenario, who says himself what he does.
    MITM,
    /// Files and settings of the operating system.
    OS;

    /// The name in the JSON lines, such as `tcp_info`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The source with this [#label()].
    ///
    /// @throws IllegalArgumentException when there is none
    public static Source ofLabel(String label) {
        for (Source each : values()) {
            if (each.label().equals(label)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no source is called " + label);
    }
}
