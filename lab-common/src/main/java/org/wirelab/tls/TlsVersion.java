package org.wirelab.tls;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.ProtocolVersion;

/// The versions of TLS that the lab speaks.
public enum TlsVersion {
    /// RFC 5246.
    TLS12("1.2", ProtocolVersion.TLSv12),
    /// RFC 8446.
    TLS13("1.3", ProtocolVersion.TLSv13);

    private final String number;
    private final ProtocolVersion engine;

    TlsVersion(String number, ProtocolVersion engine) {
        this.number = number;
        this.engine = engine;
    }

    /// As users type it: `1.3`.
    public String number() {
        return number;
    }

    /// The version with this [#number()].
    public static Optional<TlsVersion> numbered(String number) {
        return Arrays.stream(values())
                .filter(version -> version.number.equals(number))
                .findFirst();
    }

    static ProtocolVersion[] engines(List<TlsVersion> versions) {
        ProtocolVersion[] engines = new ProtocolVersion[versions.size()];
        for (int i = 0; i < engines.length; i++) {
            engines[i] = versions.get(i).engine;
        }
        return engines;
    }

    @Override
    public String toString() {
        return "TLS " + number;
    }
}
