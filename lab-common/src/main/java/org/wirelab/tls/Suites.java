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
        return suites.stream().mapToInt(CipherSuite::id).toArray();
    }
}
