package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `lab congestion` refuses, before anything is sent.
class CongestionCommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "congestion --algorithm vegas",
                "congestion --initial-window 0",
                "congestion --bytes 0",
                "congestion --bytes 1k --time 1s",
                "congestion --time soon",
                "congestion --flows 0",
                "congestion --flows 9",
                "congestion --rate fast",
                "congestion --delay 10",
                "congestion --loss 1",
                "congestion --drop 0",
                "congestion --kernel foo",
                "congestion --kernel reno --algorithm tahoe",
                "congestion --kernel reno --flows 2",
                "congestion --kernel reno --compare",
                "congestion --kernel reno --bytes 1G",
                "congestion --profile default",
                "congestion --theory --kernel reno",
                "congestion --theory --loss 0.1",
                "congestion --theory 127.0.0.1",
                "congestion --compare 127.0.0.1",
                "congestion 127.0.0.1 --drop 7",
                "congestion 127.0.0.1 127.0.0.2",
            })
    void aMisuseIsOneLine(String line) {
        TypedLine.of(line.split(" ")).assertIsMisuse();
    }

    @Test
    void aControlThatLinuxDoesNotHaveIsToldFromOneThatThisKernelLacks() {
        assertThat(TypedLine.of("congestion", "--kernel", "foo").errLines())
                .containsExactly("lab: --kernel foo: Linux has no congestion control of that name, such as reno,"
                        + " cubic, bbr");
    }
}
