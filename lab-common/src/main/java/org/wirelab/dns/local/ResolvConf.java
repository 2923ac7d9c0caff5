package org.wirelab.dns.local;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// The resolvers that this host is set up with, from resolv.conf(5).
///
/// @param nameservers in their order
public record ResolvConf(List<InetAddress> nameservers) {

    public ResolvConf {
        nameservers = List.copyOf(nameservers);
    }

    /// Reads the file's text; lines that name no address are passed over, as the C library does.
    public static ResolvConf parse(String text) {
        List<InetAddress> found = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split("\\s+");
            if (words.length >= 2 && words[0].equals("nameserver")) {
                try {
                    found.add(InetAddress.ofLiteral(words[1]));
                } catch (IllegalArgumentException e) {
                    continue;
                }
            }
        }
        return new ResolvConf(found);
    }
}
