package org.wirelab.net.dns;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wirelab.dns.DnsTransport;

/// Where a resolver is asked and what carries the query, as the user names it behind `@`: `192.0.2.53`, `host:5353`,
/// `tls://host`, `https://host/dns-query`.
public sealed interface ResolverPlace {

    /// Over UDP, and TCP where a response does not fit.
    record Plain(String host, int port) implements ResolverPlace {
        @Override
        public DnsTransport transport() {
            return DnsTransport.UDP;
        }

        @Override
        public String toString() {
            return text(host, port, DNS);
        }
    }

    /// Over TLS (RFC 7858).
    record Tls(String host, int port) implements ResolverPlace {
        @Override
        public DnsTransport transport() {
            return DnsTransport.TLS;
        }

        @Override
        public String toString() {
            return "tls://" + text(host, port, DNS_OVER_TLS);
        }
    }

    /// Over HTTPS (RFC 8484).
    ///
    /// @param path begins with a slash; a query behind it is not part of it
    /// @param get RFC 8484 §4.1: GET, which caches on the way may answer, instead of POST
    record Https(String host, int port, String path, boolean get) implements ResolverPlace {
        @Override
        public DnsTransport transport() {
            return DnsTransport.HTTPS;
        }

        /// The same, asked by GET.
        public Https byGet() {
            return new Https(host, port, path, true);
        }

        /// RFC 9110 §7.2: what stands in the Host field, or :authority.
        public String authority() {
            return text(host, port, HTTP_OVER_TLS);
        }

        @Override
        public String toString() {
            return "https://" + authority() + path;
        }
    }

    /// The ports of RFC 1035 §4.2, RFC 7858 §3.1 and RFC 9110 §4.2.2.
    int DNS = 53;

    int DNS_OVER_TLS = 853;
    int HTTP_OVER_TLS = 443;

    /// RFC 8484 has no path of its own; its examples and every public resolver use this one.
    String USUAL_PATH = "/dns-query";

    /// A name or an address, without brackets.
    String host();

    /// 1 to 65535.
    int port();

    /// What carries the query; [DnsTransport#UDP] stands for both of the open ones.
    DnsTransport transport();

    /// Reads what stands behind `@`.
    ///
    /// `get+https://` asks by GET; RFC 8484 §4.1.1's template `{?dns}` at the end of a path says the same.
    ///
    /// @throws IllegalArgumentException in one line, when it is no such place
    static ResolverPlace parse(String text) {
        Matcher parts = Form.WHOLE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    text + " is no resolver: HOST, HOST:PORT, tls://HOST or https://HOST/dns-query is one");
        }
        String scheme = parts.group("scheme") == null ? "" : parts.group("scheme");
        String path = parts.group("path") == null ? "" : parts.group("path");
        String host = parts.group("bracketed") != null
                ? parts.group("bracketed")
                : parts.group("bare") != null ? parts.group("bare") : parts.group("host");
        if (!scheme.endsWith("https") && path.length() > 1) {
            throw new IllegalArgumentException(text + ": only https:// has a path (" + path + ")");
        }
        return switch (scheme) {
            case "tls" -> new Tls(host, port(parts.group("port"), DNS_OVER_TLS, text));
            case "https", "get+https" -> https(host, parts.group("port"), path, scheme.startsWith("get"), text);
            case "", "udp" -> new Plain(host, port(parts.group("port"), DNS, text));
            default ->
                throw new IllegalArgumentException(text
                        + ": the lab asks a resolver plainly, or over tls:// or https://, not over " + scheme + "://");
        };
    }

    private static Https https(String host, @Nullable String port, String path, boolean get, String text) {
        boolean template = path.endsWith("{?dns}");
        String bare = template ? path.substring(0, path.length() - "{?dns}".length()) : path;
        String asked = bare.length() <= 1 ? USUAL_PATH : bare;
        return new Https(host, port(port, HTTP_OVER_TLS, text), asked, get || template);
    }

    private static int port(@Nullable String digits, int usual, String text) {
        int port = digits == null ? usual : digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(text + ": a port is 1 to 65535");
        }
        return port;
    }

    private static String text(String host, int port, int usual) {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return port == usual ? shown : shown + ":" + port;
    }

    /// How a place is written.
    final class Form {
        private Form() {}

        private static final Pattern WHOLE = Pattern.compile("(?:(?<scheme>[a-z+]+)://)?"
                + "(?:\\[(?<bracketed>[0-9A-Fa-f:.%]+)]|(?<bare>[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)"
                + "|(?<host>[^:/\\s\\[\\]?#@]+))"
                + "(?::(?<port>\\d+))?(?<path>/[^\\s?#]*(?:\\{\\?dns})?)?");
    }
}
