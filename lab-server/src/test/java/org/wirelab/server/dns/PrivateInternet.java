package org.wirelab.server.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.wirelab.dns.RootHints;
import org.wirelab.net.Transport;

/// A program for tests: runs the miniature Internet on its real addresses, in a namespace whose addresses are all
/// local, with the resolver at the addresses it is given, until its standard input ends.
final class PrivateInternet {
    private PrivateInternet() {}

    /// What stands before the root's DS record on standard output.
    static final String ANCHOR = "anchor: ";

    public static void main(String[] resolvers) throws IOException {
        Universe universe = Universe.builtIn();
        try (Transport transport = Transport.open(1);
                MiniatureInternet internet = MiniatureInternet.onRealAddresses(transport, universe)) {
            for (String resolver : resolvers) {
                internet.resolver(new InetSocketAddress(InetAddress.ofLiteral(resolver), 53), RootHints.builtIn());
            }
            System.out.println(ANCHOR + universe.anchor().orElseThrow());
            System.out.println("ready");
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
