package org.wirelab.tls;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The registry of suite names, read once from the constants of Bouncy Castle's own list.
final class CipherSuiteNames {

    private static final Map<Integer, String> NAMES = names();
    private static final Map<String, Integer> IDS =
            NAMES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private CipherSuiteNames() {}

    static String nameOf(int id) {
        // RFC 8701 §2: values that clients offer only to see that servers ignore what they do not know.
        if ((id & 0x0f0f) == 0x0a0a && id >> 8 == (id & 0xff)) {
            return "GREASE";
        }
        String name = NAMES.get(id);
        return name == null ? "0x%04X".formatted(id) : name;
    }

    static Optional<Integer> idOf(String name) {
        return Optional.ofNullable(IDS.get(name));
    }

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new HashMap<>();
        for (Field field : org.bouncycastle.tls.CipherSuite.class.getFields()) {
            if (field.getType() == int.class && field.getName().startsWith("TLS_")) {
                try {
                    names.put(field.getInt(null), field.getName());
                } catch (IllegalAccessException e) {
                    throw new AssertionError("a constant of an interface is public", e);
                }
            }
        }
        return Map.copyOf(names);
    }
}
