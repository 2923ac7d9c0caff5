package org.wirelab.client.tcp.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.TcpInfo;

/// Which of many looks at the kernel are worth an entry: those that differ from the one before in more than what is
/// never the same, such as the time that is left of a timer.
final class Sampling {

    /// How much more may be left of a timer without its having been set anew: clocks of the kernel tick in 4 ms or
    /// less.
    private static final double SET_ANEW = 0.05;

    private @Nullable SocketState lastState;
    private @Nullable List<@Nullable Object> lastInfo;

    /// True when the state is another, another timer runs, or the timer was set anew.
    boolean isNews(SocketState state) {
        SocketState before = lastState;
        lastState = state;
        return before == null
                || !before.state().equals(state.state())
                || !Objects.equals(before.timer(), state.timer())
                || left(state) > left(before) + SET_ANEW;
    }

    /// True when the kernel's account says something new of the connection: not when only the clock went on.
    boolean isNews(TcpInfo info) {
        List<@Nullable Object> telling = telling(info);
        boolean news = !telling.equals(lastInfo);
        lastInfo = telling;
        return news;
    }

    private static double left(SocketState state) {
        Double seconds = state.timerSeconds();
        return seconds == null ? 0 : seconds;
    }

    /// Without the measured times and rates, which each segment changes a little.
    private static List<@Nullable Object> telling(TcpInfo info) {
        return Arrays.asList(
                info.state(),
                info.caState(),
                info.retransmits(),
                info.probes(),
                info.backoff(),
                info.cwnd(),
                info.ssthresh(),
                info.unacked(),
                info.sacked(),
                info.lost(),
                info.retrans(),
                info.totalRetrans(),
                info.sendMss(),
                info.bytesAcked(),
                info.bytesReceived(),
                info.notSent(),
                info.sendWindow());
    }
}
