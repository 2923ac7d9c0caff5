package org.wirelab.dns.memory;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.xbill.DNS.CookieOption;

/// A DNS cookie as one client and one server share it (RFC 7873): who answers with the client's part has seen the
/// query.
///
/// @param client the client's 8 octets
/// @param server the server's part in hexadecimal, 8 to 32 octets; empty as long as it has not given any
public record Cookie(long client, String server) {

    /// The option as it goes into a query.
    public CookieOption option() {
        byte[] ours = ByteBuffer.allocate(Long.BYTES).putLong(client).array();
        return server.isEmpty()
                ? new CookieOption(ours)
                : new CookieOption(ours, HexFormat.of().parseHex(server));
    }

    /// True when a response's option repeats the client's part.
    public boolean repeatedBy(CookieOption option) {
        return Arrays.equals(
                option.getClientCookie(),
                ByteBuffer.allocate(Long.BYTES).putLong(client).array());
    }

    /// The same with the server's part that a response brings.
    public Cookie with(CookieOption option) {
        return option.getServerCookie()
                .map(part -> new Cookie(client, HexFormat.of().formatHex(part)))
                .orElse(this);
    }
}
