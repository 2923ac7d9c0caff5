package org.wirelab.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.wirelab.server.SourceNetwork;

/// How often a source may begin.
class HandshakeRateTest {

    private static final SourceNetwork ONE = new SourceNetwork(InetAddress.ofLiteral("192.0.2.1"));
    private static final SourceNetwork OTHER = new SourceNetwork(InetAddress.ofLiteral("192.0.2.2"));
    private static final long SECOND = 1_000_000_000L;

    private final HandshakeRate rate = new HandshakeRate(2, 5);

    @Test
    void aRestedSourceMayBeginSoManyAtOnceAndThenAsManyAsASecondGives() {
        assertThat(allowed(ONE, 10, 0)).isEqualTo(5);
        assertThat(allowed(ONE, 10, SECOND)).isEqualTo(2);
        assertThat(allowed(ONE, 10, SECOND)).isZero();
        assertThat(allowed(ONE, 10, 100 * SECOND)).isEqualTo(5);
    }

    @Test
    void oneSourcesHasteCostsNobodyElse() {
        assertThat(allowed(ONE, 10, 0)).isEqualTo(5);
        assertThat(allowed(OTHER, 10, 0)).isEqualTo(5);
    }

    private int allowed(SourceNetwork source, int tries, long now) {
        int allowed = 0;
        for (int i = 0; i < tries; i++) {
            allowed += rate.allows(source, now) ? 1 : 0;
        }
        return allowed;
    }
}
