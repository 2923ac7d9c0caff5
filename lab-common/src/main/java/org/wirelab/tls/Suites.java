package org.wirelab.tls;

import java.util.List;
import java.util.stream.Stream;

/// Lists of suites by name, and as the numbers that the engine takes.
final class Suites {
    private Suites() {}

    static List<CipherSuite> named(String... names) {
        return Stream.of(names)
                .map(name -> CipherSuite.named(name).orElseThrow())
                .toList();
    }

    static int[] ids(List<CipherSuite> suites) {
        int[] ids = new int[suites.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = suites.get(i).id();
        }
        return ids;
    }
}
