package org.wirelab.tls;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.TlsDHUtils;
import org.bouncycastle.tls.crypto.DHGroup;

/// The name of a finite field group by its prime (RFC 7919).
final class FiniteFields {

    private static final Map<String, BigInteger> PRIMES = primes();

    private FiniteFields() {}

    /// The name of the group with this prime, or what it is where it has none.
    static String nameOf(BigInteger prime) {
        return PRIMES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(prime))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("a group of " + prime.bitLength() + " bits of its own");
    }

    private static Map<String, BigInteger> primes() {
        Map<String, BigInteger> primes = new HashMap<>();
        for (int group : new int[] {
            NamedGroup.ffdhe2048, NamedGroup.ffdhe3072, NamedGroup.ffdhe4096, NamedGroup.ffdhe6144, NamedGroup.ffdhe8192
        }) {
            DHGroup parameters = TlsDHUtils.getNamedDHGroup(group);
            if (parameters != null) {
                primes.put(GroupNames.nameOf(group), parameters.getP());
            }
        }
        return Map.copyOf(primes);
    }
}
