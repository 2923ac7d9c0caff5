package org.wirelab.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileLockInterruptionException;
import org.junit.jupiter.api.Test;

class SystemWordsTest {

    @Test
    void nettysWrappingIsLeftOut() {
        assertThat(SystemWords.of(
                        new IOException("connect(..) failed with error(-111): Connection refused: /127.0.0.1:9")))
                .isEqualTo("Connection refused");
    }

    @Test
    void whatAnInterruptClosesSaysSo() {
        assertThat(SystemWords.of(new ClosedByInterruptException())).isEqualTo("interrupted");
        assertThat(SystemWords.of(new FileLockInterruptionException())).isEqualTo("interrupted");
        assertThat(SystemWords.of(new InterruptedException())).isEqualTo("interrupted");
    }

    @Test
    void aFailureWithoutWordsIsNamed() {
        assertThat(SystemWords.of(new ClosedChannelException())).isEqualTo("ClosedChannelException");
    }
}
