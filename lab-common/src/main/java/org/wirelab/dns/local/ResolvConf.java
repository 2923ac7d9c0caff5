package org.wirelab.dns.local;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/// How this host's stub resolver is set up: whom it asks, with which names, how patiently; from resolv.conf(5).
///
/// @param nameservers in their order; the C library asks the first three
/// @param search the domains that a short name is tried in
/// @param ndots how many dots make a name long enough to be tried as it is first; 0 to 15
/// @param timeoutSeconds how long a server is waited for, 1 to 30
/// @param attempts how often the list is gone through, 1 to 5
/// @param options those of the file, as they stand there
public record ResolvConf(
        List<InetAddress> nameservers,
        List<String> search,
        int ndots,
        int timeoutSeconds,
        int attempts,
        List<String> options) {

    /// resolv.conf(5): what holds when the file says nothing, and the C library's silent limits.
    private static final int NDOTS = 1;

    private static final int MOST_NDOTS = 15;
    private static final int TIMEOUT_SECONDS = 5;
    private static final int LONGEST_TIMEOUT = 30;
    private static final int ATTEMPTS = 2;
    private static final int MOST_ATTEMPTS = 5;

    private static final Pattern NUMBERED = Pattern.compile("(ndots|timeout|attempts):(\\d{1,9})");

    public ResolvConf {
        nameservers = List.copyOf(nameservers);
        search = List.copyOf(search);
        options = List.copyOf(options);
    }

    /// Reads the file's text; lines that say nothing that is known are passed over, as the C library does.
    public static ResolvConf parse(String text) {
        List<InetAddress> servers = new ArrayList<>();
        List<String> search = List.of();
        List<String> options = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split("\\s+");
            List<String> values = List.of(words).subList(1, words.length);
            switch (words[0]) {
                case "nameserver" -> values.stream().limit(1).forEach(word -> addAddress(word, servers));
                // the last of the two that stands in the file holds
                case "search" -> search = values;
                case "domain" -> search = values.stream().limit(1).toList();
                case "options" -> options.addAll(values);
                default -> {
                    // a comment, or what other systems understand
                }
            }
        }
        return new ResolvConf(
                servers,
                search,
                Math.min(number(options, "ndots", NDOTS), MOST_NDOTS),
                Math.clamp(number(options, "timeout", TIMEOUT_SECONDS), 1, LONGEST_TIMEOUT),
                Math.clamp(number(options, "attempts", ATTEMPTS), 1, MOST_ATTEMPTS),
                options);
    }

    /// True for `use-vc` and the like.
    public boolean has(String option) {
        return options.contains(option);
    }

    /// The names that the stub asks one after the other until one has an answer, when a program gives it this name.
    ///
    /// @param typed as a user types it: with a dot at its end, it is asked as it is and nothing else
    public List<Name> candidates(String typed) {
        Set<Name> names = new LinkedHashSet<>();
        long dots = typed.chars().filter(c -> c == '.').count();
        if (typed.endsWith(".")) {
            add(names, typed, "");
            return List.copyOf(names);
        }
        boolean asItIsFirst = dots >= ndots;
        if (asItIsFirst) {
            add(names, typed, "");
        }
        search.forEach(domain -> add(names, typed, domain));
        add(names, typed, "");
        return List.copyOf(names);
    }

    private static void add(Set<Name> names, String typed, String domain) {
        try {
            Name below = domain.isEmpty() ? Name.root : Name.fromString(domain, Name.root);
            names.add(Name.fromString(typed, below));
        } catch (TextParseException e) {
            // too long with this domain behind it: the stub passes on, too
            return;
        }
    }

    private static void addAddress(String word, List<InetAddress> servers) {
        try {
            servers.add(InetAddress.ofLiteral(word));
        } catch (IllegalArgumentException e) {
            return;
        }
    }

    private static int number(List<String> options, String which, int usual) {
        int value = usual;
        for (String option : options) {
            Matcher parts = NUMBERED.matcher(option);
            if (parts.matches() && parts.group(1).equals(which)) {
                value = Integer.parseInt(parts.group(2));
            }
        }
        return value;
    }
}
