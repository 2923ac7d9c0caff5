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

    public static void main(String[] resolvers) throws IOException {
        try (Transport transport = Transport.open(1);
                MiniatureInternet internet = MiniatureInternet.onRealAddresses(transport, Universe.builtIn())) {
            for (String resolver : resolvers) {
                internet.resolver(new InetSocketAddress(InetAddress.ofLiteral(resolver), 53), RootHints.builtIn());
            }
            System.out.println("ready");
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
