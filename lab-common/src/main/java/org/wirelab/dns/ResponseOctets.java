package org.wirelab.dns;

import java.util.HexFormat;
import java.util.List;
import org.wirelab.trace.Kind;
import org.wirelab.trace.TakenApart;

/// The octets of a response as they came, taken apart field by field.
///
/// @param octets in hexadecimal digits, all of them, also those behind the message's end
@Kind("dns.octets")
public record ResponseOctets(String server, String address, String octets) implements DnsObservation, TakenApart {

    /// The octets that a server sent.
    public static ResponseOctets of(ServerAddress server, byte[] wire) {
        return new ResponseOctets(
                server.server().toString(), server.ip(), HexFormat.of().formatHex(wire));
    }

    @Override
    public String title() {
        return octets.length() / 2 + " octets from " + (server.equals(".") ? "" : server + " ") + address;
    }

    @Override
    public List<String> details() {
        return List.of();
    }

    @Override
    public List<Piece> pieces() {
        return new MessagePieces(HexFormat.of().parseHex(octets)).all();
    }

    @Override
    public boolean exemplary() {
        return true;
    }
}
