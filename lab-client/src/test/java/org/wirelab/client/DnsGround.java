package org.wirelab.client;

import java.io.IOException;
import org.wirelab.net.Transport;
import org.wirelab.server.dns.MiniatureInternet;
import org.wirelab.server.dns.Universe;

/// A program for tests: the miniature Internet on its real addresses, in a namespace whose addresses are all
/// local, until its standard input ends.
final class DnsGround {
    private DnsGround() {}

    public static void main(String[] none) throws IOException {
        try (Transport transport = Transport.open(1);
                MiniatureInternet internet = MiniatureInternet.onRealAddresses(transport, Universe.builtIn())) {
            System.out.println("ready " + internet.map().port());
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
