package org.wirelab.congestion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wirelab.arq.Action;
import org.wirelab.arq.Frame;
import org.wirelab.arq.Input;
import org.wirelab.arq.Machine;

/// Several machines of one side as one, so that they share the simulator's link: frames go to the machine of their
/// transfer, timers bear the transfer in their number.
final class TwoFlows implements Machine {

    private static final int TIMERS = 8;

    private final Map<Integer, Machine> machines = new TreeMap<>();
    private final Map<Integer, Long> delivered = new TreeMap<>();
    private int open;

    /// @param transfer 1 or above
    TwoFlows with(int transfer, Machine machine) {
        machines.put(transfer, machine);
        delivered.put(transfer, 0L);
        open++;
        return this;
    }

    /// How many octets each machine has given to its application.
    Map<Integer, Long> delivered() {
        return delivered;
    }

    @Override
    public List<Action> on(Input input, long nanos) {
        List<Action> actions = new ArrayList<>();
        switch (input) {
            case Input.Begun() -> machines.keySet().forEach(each -> pass(each, input, nanos, actions));
            case Input.Arrived(Frame frame) -> pass(frame.transfer(), input, nanos, actions);
            case Input.Expired(long timer) ->
                pass((int) (timer / TIMERS), new Input.Expired(timer % TIMERS), nanos, actions);
            case Input.Taken _ -> throw new IllegalArgumentException("these applications take everything at once");
        }
        return actions;
    }

    private void pass(int transfer, Input input, long nanos, List<Action> actions) {
        Machine machine = machines.get(transfer);
        for (Action action : machine.on(input, nanos)) {
            switch (action) {
                case Action.StartTimer(long timer, long after) ->
                    actions.add(new Action.StartTimer((long) TIMERS * transfer + timer, after));
                case Action.StopTimer(long timer) ->
                    actions.add(new Action.StopTimer((long) TIMERS * transfer + timer));
                case Action.Deliver(byte[] octets) -> delivered.merge(transfer, (long) octets.length, Long::sum);
                case Action.Complete _ -> {
                    if (--open == 0) {
                        actions.add(action);
                    }
                }
                case Action.Transmit _, Action.Tell _, Action.GiveUp _ -> actions.add(action);
            }
        }
    }
}
