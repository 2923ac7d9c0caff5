package org.wirelab.tcp;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The states that one end may be in, moved through the state machine together until one is left.
final class StateSet {

    private static final String FIGURE = "RFC 9293 §3.3.2";

    private final String end;
    private final Set<TcpState> possible = EnumSet.complementOf(EnumSet.of(TcpState.NEW_SYN_RECEIVED));
    private final List<Transition> told = new ArrayList<>();

    /// All states are possible.
    StateSet(String end) {
        this.end = end;
    }

    Set<TcpState> possible() {
        return EnumSet.copyOf(possible);
    }

    boolean is(TcpState state) {
        return possible.size() == 1 && possible.contains(state);
    }

    boolean isAmong(Set<TcpState> states) {
        return states.containsAll(possible);
    }

    boolean isKnown() {
        return possible.size() == 1;
    }

    /// Begins anew, because the segment leaves no other beginning.
    void startIn(TcpState... states) {
        possible.clear();
        possible.addAll(List.of(states));
    }

    /// Moves each state by the first of these triggers that moves it. A state that none moves is no longer
    /// possible, unless it is among those that may stay. When that would leave none the segments do not fit
    /// together, as after a packet that nobody captured: then nothing is concluded.
    void move(Set<TcpState> mayStay, Trigger... triggers) {
        Set<TcpState> after = EnumSet.noneOf(TcpState.class);
        List<StateMachine.Row> rows = new ArrayList<>();
        for (TcpState state : possible) {
            Optional<StateMachine.Row> row = first(state, triggers);
            row.ifPresent(rows::add);
            row.map(StateMachine.Row::to)
                    .or(() -> Optional.of(state).filter(mayStay::contains))
                    .ifPresent(after::add);
        }
        if (after.isEmpty()) {
            return;
        }
        boolean stayed = isKnown() && rows.isEmpty();
        possible.clear();
        possible.addAll(after);
        if (isKnown() && !stayed) {
            tell(rows);
        }
    }

    /// Leaves only these possible, where that leaves any.
    void keep(Set<TcpState> states) {
        Set<TcpState> left = possible();
        left.retainAll(states);
        if (left.isEmpty() || isKnown()) {
            return;
        }
        possible.retainAll(left);
        if (isKnown()) {
            told.add(Transition.to(left.iterator().next(), end, Transition.SEEN, FIGURE));
        }
    }

    /// What has become known since the last time.
    List<Transition> told() {
        List<Transition> news = List.copyOf(told);
        told.clear();
        return news;
    }

    private void tell(List<StateMachine.Row> rows) {
        TcpState state = possible.iterator().next();
        if (rows.isEmpty()) {
            told.add(Transition.to(state, end, Transition.SEEN, FIGURE));
        } else if (rows.size() == 1) {
            told.add(Transition.by(rows.getFirst(), end));
        } else {
            StateMachine.Row one = rows.getFirst();
            told.add(Transition.to(state, end, one.trigger().label(), one.reference()));
        }
    }

    private static Optional<StateMachine.Row> first(TcpState state, Trigger... triggers) {
        for (Trigger trigger : triggers) {
            Optional<StateMachine.Row> row = StateMachine.next(state, trigger);
            if (row.isPresent()) {
                return row;
            }
        }
        return Optional.empty();
    }
}
