package org.wirelab.dns.local;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.xbill.DNS.Name;

/// The host names that a hosts(5) file gives addresses to. Lines that are none are passed over, as libraries do.
public final class HostsFile {

    private final Map<String, List<InetAddress>> addresses = new HashMap<>();

    /// Reads the file's text.
    public static HostsFile parse(String text) {
        HostsFile file = new HostsFile();
        text.lines().map(line -> line.replaceFirst("#.*", "").strip()).forEach(file::line);
        return file;
    }

    /// The addresses of a host, in the file's order; empty when it does not name it.
    public List<InetAddress> addresses(Name name) {
        return List.copyOf(addresses.getOrDefault(key(name.toString()), List.of()));
    }

    private void line(String line) {
        String[] words = line.split("\\s+");
        if (words.length < 2) {
            return;
        }
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(words[0]);
        } catch (IllegalArgumentException e) {
            return;
        }
        for (String name : List.of(words).subList(1, words.length)) {
            addresses.computeIfAbsent(key(name), _ -> new ArrayList<>(2)).add(address);
        }
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
