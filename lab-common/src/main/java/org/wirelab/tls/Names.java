package org.wirelab.tls;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Locale;

/// Host names and addresses as users type them, held against those of a certificate (RFC 9525).
public final class Names {
    private Names() {}

    /// True for a literal address, false for a host name; nothing is looked up.
    public static boolean isAddress(String name) {
        boolean ipv6 = name.indexOf(':') >= 0;
        boolean ipv4 = !name.isEmpty() && name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        if (!ipv6 && !ipv4) {
            return false;
        }
        try {
            InetAddress.ofLiteral(name);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// True when the certificate is for this name or address. RFC 9525 §6: only the alternative names count.
    public static boolean certified(String name, X509Certificate certificate) {
        return Certificates.alternativeNames(certificate).stream().anyMatch(known -> matches(name, known));
    }

    /// @param known an alternative name with its kind, `DNS:*.example.net` or `IP:192.0.2.1`
    private static boolean matches(String name, String known) {
        String value = known.substring(known.indexOf(':') + 1);
        if (isAddress(name)) {
            return known.startsWith("IP:") && InetAddress.ofLiteral(value).equals(InetAddress.ofLiteral(name));
        }
        return known.startsWith("DNS:") && matchesHost(lower(name), lower(value));
    }

    /// RFC 9525 §6.3: a wildcard stands for exactly one label, the leftmost.
    private static boolean matchesHost(String host, String pattern) {
        if (!pattern.startsWith("*.")) {
            return host.equals(pattern);
        }
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot).equals(pattern.substring(1));
    }

    private static String lower(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return bare.toLowerCase(Locale.ROOT);
    }
}
