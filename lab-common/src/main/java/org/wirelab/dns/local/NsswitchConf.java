package org.wirelab.dns.local;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order in which programs ask the services for host names, from nsswitch.conf(5).
///
/// @param hosts the services in their order: `files`, `dns`, `resolve`, `mdns4_minimal`
public record NsswitchConf(List<String> hosts) {

    /// What the C library does when the file has no line for hosts.
    private static final NsswitchConf UNSAID = new NsswitchConf(List.of("files", "dns"));

    private static final Pattern HOSTS = Pattern.compile("\\s*hosts\\s*:(.*)");
    /// `[!UNAVAIL=return]`: when to stop, not whom to ask.
    private static final Pattern ACTION = Pattern.compile("\\[[^]]*]");

    public NsswitchConf {
        hosts = List.copyOf(hosts);
    }

    /// Reads the file's text.
    public static NsswitchConf parse(String text) {
        Optional<String> services = text.lines()
                .map(line -> HOSTS.matcher(line.replaceFirst("#.*", "")))
                .filter(Matcher::matches)
                .map(line -> ACTION.matcher(line.group(1)).replaceAll(" ").strip())
                .filter(words -> !words.isEmpty())
                .findFirst();
        return services.map(words -> new NsswitchConf(List.of(words.split("\\s+"))))
                .orElse(UNSAID);
    }
}
