package org.wirelab.dns.fault;

import java.util.List;
import java.util.Optional;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Responses;
import org.wirelab.dns.RootHints;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/// What a server sends in the right response's place.
final class Substitutes {
    private Substitutes() {}

    private static final long A_DAY = 86400;

    /// The messages in the response's place; empty when this query gets the right response.
    static Optional<List<byte[]>> instead(Fault.Substitute fault, Received received) {
        return switch (fault) {
            case Fault.Refuse() -> Optional.of(List.of(received.refusal(Rcode.REFUSED)));
            case Fault.ServFail() -> Optional.of(List.of(received.refusal(Rcode.SERVFAIL)));
            case Fault.NotAuth() -> Optional.of(List.of(received.refusal(Rcode.NOTAUTH)));
            case Fault.Silent(List<DnsTransport> transports) -> silence(transports.contains(received.transport()));
            case Fault.AlwaysTruncated() ->
                received.transport() == DnsTransport.UDP ? Optional.of(List.of(truncated(received))) : Optional.empty();
            case Fault.FormErrToEdns() ->
                received.edns() ? Optional.of(List.of(received.refusal(Rcode.FORMERR))) : Optional.empty();
            case Fault.DropEdns() -> silence(received.edns());
            case Fault.Upward() -> Optional.of(List.of(upward(received)));
        };
    }

    private static Optional<List<byte[]>> silence(boolean silent) {
        return silent ? Optional.of(List.of()) : Optional.empty();
    }

    private static byte[] truncated(Received received) {
        Message response = Responses.to(received.query());
        response.getHeader().setFlag(Flags.AA);
        response.getHeader().setFlag(Flags.TC);
        return response.toWire();
    }

    private static byte[] upward(Received received) {
        Message response = Responses.to(received.query());
        for (Name server : RootHints.builtIn().root().servers()) {
            response.addRecord(new NSRecord(Name.root, DClass.IN, A_DAY, server), Section.AUTHORITY);
        }
        return response.toWire();
    }
}
