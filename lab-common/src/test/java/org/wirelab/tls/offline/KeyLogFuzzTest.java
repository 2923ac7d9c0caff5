package org.wirelab.tls.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Any text as a key log: each line is used or named.
class KeyLogFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyLineIsUsedOrNamed(byte[] bytes) {
        KeyLog log = new KeyLog();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        log.add(text, "keys.log");
        assertThat(log.badLines()).isLessThanOrEqualTo(text.lines().count() + 1);
        assertThat(log.problems())
                .hasSizeLessThanOrEqualTo(20)
                .allSatisfy(problem -> assertThat(problem.line()).isPositive());
    }
}
