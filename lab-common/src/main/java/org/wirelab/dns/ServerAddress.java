package org.wirelab.dns;

import java.net.InetAddress;
import org.wirelab.trace.Endpoints;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// A name server as it can be asked: its name, one of its addresses, and where that address came from.
public record ServerAddress(Name server, InetAddress address, AddressOrigin origin) {

    /// The address that an A or AAAA record gives to its owner.
    ///
    /// @throws IllegalArgumentException for a record of another type
    public static ServerAddress of(Record record, AddressOrigin origin) {
        return switch (record) {
            case ARecord a -> new ServerAddress(a.getName(), a.getAddress(), origin);
            case AAAARecord aaaa -> new ServerAddress(aaaa.getName(), aaaa.getAddress(), origin);
            default -> throw new IllegalArgumentException("no address: " + record);
        };
    }

    /// The address without a name, `198.41.0.4`.
    public String ip() {
        return Endpoints.text(address);
    }

    @Override
    public String toString() {
        return server + " (" + ip() + ", " + origin.words() + ")";
    }
}
