package org.wirelab.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.xbill.DNS.Master;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// The root servers that a resolver knows before it has asked anybody, in the usual format of `named.root`.
///
/// @param origin where they come from: `built in`, or the file's name
public record RootHints(String origin, Delegation root) {

    /// The origin of the hints that this lab carries.
    public static final String BUILT_IN = "built in";

    /// The hints that this lab carries: the thirteen names that IANA publishes.
    public static RootHints builtIn() {
        try (InputStream file = Objects.requireNonNull(RootHints.class.getResourceAsStream("named.root"))) {
            return parse(BUILT_IN, file.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("the built-in root hints are damaged", e);
        }
    }

    /// Reads a hints file.
    ///
    /// @throws IOException in one line, when it is no hints file or names no server of the root with an address
    public static RootHints parse(String origin, byte[] file) throws IOException {
        List<Name> servers = new ArrayList<>();
        List<ServerAddress> addresses = new ArrayList<>();
        try (Master master = new Master(new ByteArrayInputStream(file), Name.root)) {
            master.disableIncludes();
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                if (record instanceof NSRecord ns && record.getName().equals(Name.root)) {
                    servers.add(ns.getTarget());
                } else if (record.getType() == Type.A || record.getType() == Type.AAAA) {
                    addresses.add(ServerAddress.of(record, AddressOrigin.HINT));
                }
            }
        } catch (IOException e) {
            throw new IOException("not a root hints file: " + origin + " (" + e.getMessage() + ")", e);
        }
        addresses.removeIf(address -> !servers.contains(address.server()));
        if (addresses.isEmpty()) {
            throw new IOException("not a root hints file: " + origin + " names no server of the root with an address");
        }
        return new RootHints(origin, new Delegation(Name.root, servers, addresses));
    }

    /// What a failure at this zone's servers comes to. The root's own servers have authority for it: where all that
    /// answered at their well-known addresses have none, it was others who answered.
    public FailureReason atTheRoot(Name zone, FailureReason reason) {
        return reason == FailureReason.LAME && zone.equals(Name.root) && origin.equals(BUILT_IN)
                ? FailureReason.INTERCEPTED
                : reason;
    }
}
