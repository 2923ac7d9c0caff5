package org.wirelab.tls;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The names of the groups for key agreement in IANA's registry (RFC 8422 §5.1.1, RFC 7919, RFC 8446 §4.2.7).
public final class GroupNames {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(23, "secp256r1"),
            Map.entry(24, "secp384r1"),
            Map.entry(25, "secp521r1"),
            Map.entry(29, "x25519"),
            Map.entry(30, "x448"),
            Map.entry(256, "ffdhe2048"),
            Map.entry(257, "ffdhe3072"),
            Map.entry(258, "ffdhe4096"),
            Map.entry(259, "ffdhe6144"),
            Map.entry(260, "ffdhe8192"),
            Map.entry(0x0200, "MLKEM512"),
            Map.entry(0x0201, "MLKEM768"),
            Map.entry(0x0202, "MLKEM1024"),
            Map.entry(0x11EB, "SecP256r1MLKEM768"),
            Map.entry(0x11EC, "X25519MLKEM768"),
            Map.entry(0x11ED, "SecP384r1MLKEM1024"));

    private static final Map<String, Integer> EXACT =
            NAMES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private static final Map<String, Integer> IDS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        IDS.putAll(EXACT);
    }

    private GroupNames() {}

    /// The group's name; `GREASE` for a value that only tests whether it is passed over (RFC 8701).
    static String nameOf(int group) {
        return (group & 0x0f0f) == 0x0a0a && group >> 8 == (group & 0xff)
                ? "GREASE"
                : NAMES.getOrDefault(group, "group " + group);
    }

    /// The number of the group with this name, whatever the case of its letters; P-256 is secp256r1.
    public static Optional<Integer> idOf(String name) {
        Integer exact = EXACT.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        String wanted = switch (name.toUpperCase(Locale.ROOT)) {
            case "P-256" -> "secp256r1";
            case "P-384" -> "secp384r1";
            case "P-521" -> "secp521r1";
            default -> name;
        };
        return Optional.ofNullable(IDS.get(wanted));
    }
}
