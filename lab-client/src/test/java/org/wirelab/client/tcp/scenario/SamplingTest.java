package org.wirelab.client.tcp.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wirelab.tcp.SocketState;

class SamplingTest {

    private final Sampling sampling = new Sampling();

    private boolean news(String state, @Nullable String timer, @Nullable Double left) {
        return sampling.isNews(new SocketState("192.0.2.1:40000", "192.0.2.2:7001", state, timer, left));
    }

    @Test
    void theFirstLookIsNewsAndTheSameAgainIsNot() {
        assertThat(news("ESTABLISHED", null, null)).isTrue();
        assertThat(news("ESTABLISHED", null, null)).isFalse();
        assertThat(news("FIN_WAIT_1", null, null)).isTrue();
    }

    @Test
    void aTimerThatRunsDownIsNoNewsButOneThatIsSetAnewIs() {
        assertThat(news("SYN_SENT", "retransmit", 1.0)).isTrue();
        assertThat(news("SYN_SENT", "retransmit", 0.4)).isFalse();
        assertThat(news("SYN_SENT", "retransmit", 2.0)).isTrue();
        assertThat(news("SYN_SENT", "retransmit", 1.9)).isFalse();
    }

    @Test
    void anotherTimerIsNews() {
        assertThat(news("ESTABLISHED", "retransmit", 0.2)).isTrue();
        assertThat(news("ESTABLISHED", "keepalive", 0.2)).isTrue();
        assertThat(news("ESTABLISHED", null, null)).isTrue();
    }
}
