package org.wirelab.tls;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An unmodifiable copy of a map that keeps its order: fields are shown in the order of the message.
final class Ordered {
    private Ordered() {}

    static <V> Map<String, V> copyOf(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
