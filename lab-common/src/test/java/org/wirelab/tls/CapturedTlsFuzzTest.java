package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.tls.offline.CapturedTls;
import org.wirelab.tls.offline.KeyLog;
import org.wirelab.tls.offline.Secrets;
import org.wirelab.trace.Observation;

/// Any bytes as what two ends sent each other, in pieces as they like: a statement of what it is, and no exception.
///
/// Each piece has two bytes before it: whose it is and how long. The key log knows the nonce of zeros.
class CapturedTlsFuzzTest {

    private static final String ZEROS = "00".repeat(32);

    private static Secrets secrets() {
        KeyLog log = new KeyLog();
        log.add("CLIENT_RANDOM " + ZEROS + " " + "11".repeat(48), "keys.log");
        for (String label : List.of(
                KeyLog.CLIENT_EARLY,
                KeyLog.CLIENT_HANDSHAKE,
                KeyLog.SERVER_HANDSHAKE,
                KeyLog.CLIENT_APPLICATION,
                KeyLog.SERVER_APPLICATION)) {
            log.add(label + " " + ZEROS + " " + "22".repeat(32), "keys.log");
        }
        return new Secrets(log, List.of());
    }

    @FuzzTest(maxDuration = "1m")
    void anythingIsReadToItsEnd(byte[] bytes) {
        List<Observation> seen = new ArrayList<>();
        CapturedTls tls = new CapturedTls("192.0.2.1:1", "192.0.2.2:443", secrets(), seen::add);
        for (int at = 0; at + 2 <= bytes.length; ) {
            int length = Math.min(bytes[at + 1] & 0xff, bytes.length - at - 2);
            tls.octets((bytes[at] & 1) == 0, bytes, at + 2, length);
            at += 2 + length;
        }
        tls.end(bytes.length % 2 == 0);
        assertThat(tls.session().reason()).startsWith("offline.");
        assertThat(tls.session().read()).isLessThanOrEqualTo(tls.session().records());
    }
}
