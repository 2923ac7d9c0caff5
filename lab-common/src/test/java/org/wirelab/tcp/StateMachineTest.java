package org.wirelab.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The table against what RFC 9293 says of the whole machine.
class StateMachineTest {

    private static TcpState after(TcpState from, Trigger... triggers) {
        TcpState state = from;
        for (Trigger trigger : triggers) {
            state = StateMachine.next(state, trigger).orElseThrow().to();
        }
        return state;
    }

    @Test
    void whoCallsAndClosesFirstEndsInTimeWait() {
        assertThat(after(
                        TcpState.CLOSED,
                        Trigger.ACTIVE_OPEN,
                        Trigger.SYN_ACK,
                        Trigger.CLOSE,
                        Trigger.ACK_OF_FIN,
                        Trigger.FIN,
                        Trigger.TIME_WAIT_TIMEOUT))
                .isEqualTo(TcpState.CLOSED);
        assertThat(after(TcpState.ESTABLISHED, Trigger.CLOSE, Trigger.ACK_OF_FIN, Trigger.FIN))
                .isEqualTo(TcpState.TIME_WAIT);
    }

    @Test
    void whoIsCalledAndClosesSecondEndsAtOnce() {
        assertThat(after(
                        TcpState.CLOSED,
                        Trigger.PASSIVE_OPEN,
                        Trigger.SYN,
                        Trigger.ACK_OF_SYN,
                        Trigger.FIN,
                        Trigger.CLOSE,
                        Trigger.ACK_OF_FIN))
                .isEqualTo(TcpState.CLOSED);
    }

    @Test
    void bothMayCallAndBothMayCloseAtTheSameTime() {
        assertThat(after(TcpState.SYN_SENT, Trigger.SYN, Trigger.ACK_OF_SYN)).isEqualTo(TcpState.ESTABLISHED);
        assertThat(after(TcpState.ESTABLISHED, Trigger.CLOSE, Trigger.FIN, Trigger.ACK_OF_FIN))
                .isEqualTo(TcpState.TIME_WAIT);
    }

    @Test
    void aFinThatAlsoAcknowledgesSkipsFinWait2() {
        assertThat(after(TcpState.FIN_WAIT_1, Trigger.FIN_AND_ACK_OF_FIN)).isEqualTo(TcpState.TIME_WAIT);
    }

    @Test
    void whoWasCalledGoesBackToWaitingWhenTheHandshakeIsReset() {
        assertThat(after(TcpState.SYN_RECEIVED, Trigger.RST_AFTER_PASSIVE_OPEN)).isEqualTo(TcpState.LISTEN);
        assertThat(after(TcpState.SYN_RECEIVED, Trigger.RST)).isEqualTo(TcpState.CLOSED);
    }

    @Test
    void noStateHasTwoAnswersToOneTrigger() {
        Set<List<Object>> seen = new HashSet<>();
        assertThat(StateMachine.ROWS)
                .allSatisfy(row -> assertThat(seen.add(List.of(row.from(), row.trigger())))
                        .as("%s %s", row.from(), row.trigger())
                        .isTrue());
    }

    @ParameterizedTest
    @EnumSource(value = TcpState.class, mode = EnumSource.Mode.EXCLUDE, names = "NEW_SYN_RECEIVED")
    void everyStateCanBeReachedAndLeft(TcpState state) {
        assertThat(StateMachine.ROWS).anyMatch(row -> row.from() == state);
        assertThat(StateMachine.ROWS).anyMatch(row -> row.to() == state);
    }

    @ParameterizedTest
    @EnumSource(
            value = TcpState.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NEW_SYN_RECEIVED", "CLOSED", "LISTEN"})
    void everyConnectionMayBeResetAbortedAndLost(TcpState state) {
        assertThat(after(state, Trigger.RST)).isEqualTo(TcpState.CLOSED);
        assertThat(after(state, Trigger.ABORT)).isEqualTo(TcpState.CLOSED);
        assertThat(after(state, Trigger.CRASH)).isEqualTo(TcpState.CLOSED);
    }

    /// RFC 9293 §3.10.5: only where the other end has not yet acknowledged all does it hear of an abort.
    @Test
    void anAbortIsToldToWhoeverStillCounts() {
        Set<TcpState> told = EnumSet.noneOf(TcpState.class);
        StateMachine.ROWS.stream()
                .filter(row -> row.trigger() == Trigger.ABORT && row.sends().equals("RST"))
                .forEach(row -> told.add(row.from()));
        assertThat(told)
                .containsExactlyInAnyOrder(
                        TcpState.SYN_RECEIVED,
                        TcpState.ESTABLISHED,
                        TcpState.FIN_WAIT_1,
                        TcpState.FIN_WAIT_2,
                        TcpState.CLOSE_WAIT);
    }

    @Test
    void whatNoSegmentBringsIsTheProgramsOrATimers() {
        assertThat(StateMachine.unseenFrom(TcpState.ESTABLISHED))
                .contains(TcpState.ESTABLISHED, TcpState.FIN_WAIT_1, TcpState.CLOSED)
                .doesNotContain(TcpState.FIN_WAIT_2, TcpState.CLOSE_WAIT, TcpState.TIME_WAIT);
        assertThat(StateMachine.unseenFrom(TcpState.CLOSE_WAIT)).contains(TcpState.LAST_ACK);
    }
}
