package org.wirelab.client.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// Another party as the user names it: `HOST`, `HOST:PORT`, `192.0.2.1:7001`, `[2001:db8::1]:7001`, `2001:db8::1`.
///
/// @param host a name or an address, without brackets
/// @param port 1 to 65535
public record Target(String host, int port) {

    private static final Pattern BRACKETED = Pattern.compile("\\[([^]]+)](?::(\\d+))?");
    private static final Pattern PLAIN = Pattern.compile("([^:\\s\\[\\]]+)(?::(\\d+))?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\\S+)?");

    /// The party that this text names.
    ///
    /// @param defaultPort where it names no port
    /// @throws LabException when it cannot be one
    public static Target parse(String text, int defaultPort) throws LabException {
        for (Pattern form : new Pattern[] {BRACKETED, PLAIN}) {
            Matcher parts = form.matcher(text);
            if (parts.matches()) {
                return new Target(parts.group(1), parts.group(2) == null ? defaultPort : port(parts.group(2), text));
            }
        }
        if (IPV6.matcher(text).matches()) {
            return new Target(text, defaultPort);
        }
        throw new LabException(
                ExitCode.USAGE, text + " is no HOST[:PORT]: an IPv6 address with a port is [ADDRESS]:PORT");
    }

    /// The address to connect to, in the order of preference of the system.
    ///
    /// @param family the family demanded, if any
    /// @throws LabException when the name is unknown, or has no address of that family
    public InetSocketAddress resolve(Optional<? extends ProtocolFamily> family) throws LabException {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new LabException(
                    ExitCode.UNREACHABLE, "no host is called " + host + ": check the spelling, or give its address", e);
        }
        int octets = family.map(wanted -> wanted == StandardProtocolFamily.INET ? 4 : 16)
                .orElse(0);
        return Arrays.stream(addresses)
                .filter(address -> octets == 0 || address.getAddress().length == octets)
                .findFirst()
                .map(address -> new InetSocketAddress(address, port))
                .orElseThrow(() -> new LabException(
                        ExitCode.UNREACHABLE, host + " has no IPv" + (octets == 4 ? 4 : 6) + " address"));
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }

    private static int port(String digits, String text) throws LabException {
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new LabException(ExitCode.USAGE, text + ": a port is 1 to 65535");
        }
        return port;
    }
}
