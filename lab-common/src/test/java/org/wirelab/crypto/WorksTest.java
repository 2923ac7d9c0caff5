package org.wirelab.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every operation that is measured can be done, again and again.
class WorksTest {

    @Test
    void everyOperationWorksMoreThanOnce() throws Exception {
        List<Work.Item> works = Works.all(List.of(TestKeys.SMALL, TestKeys.BOB), new SecureRandom());
        for (Work.Item item : works) {
            for (int i = 0; i < 3; i++) {
                item.work().run();
            }
        }

        assertThat(works)
                .extracting(item -> item.operation().label())
                .contains(
                        "RSA-1024 sign",
                        "RSA-2048 decrypt",
                        "ECDSA P-256 verify",
                        "ECDH P-256 agree",
                        "X25519 agree",
                        "AES-128-CBC encrypt",
                        "AES-256-GCM decrypt",
                        "ChaCha20-Poly1305 encrypt");
        assertThat(works)
                .extracting(item -> item.operation().implementation())
                .contains("SunJCE", "SunRsaSign", "SunEC", "BC");
    }

    @Test
    void noOperationIsMeasuredTwice() throws Exception {
        assertThat(Works.all(List.of(TestKeys.SMALL, TestKeys.BOB), new SecureRandom()))
                .extracting(Work.Item::operation)
                .doesNotHaveDuplicates();
    }

    @Test
    void theFewAreEnoughForTheSentences() throws Exception {
        List<Cost> costs = Works.few(TestKeys.BOB, new SecureRandom()).stream()
                .map(item -> Cost.of(item.operation(), 1, 1, 1))
                .toList();

        assertThat(CostRatio.of(costs)).isPresent();
    }
}
