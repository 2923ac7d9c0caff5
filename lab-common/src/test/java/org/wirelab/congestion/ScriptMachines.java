package org.wirelab.congestion;

import org.wirelab.arq.Machine;
import org.wirelab.arq.NumberSpace;
import org.wirelab.arq.Payload;
import org.wirelab.arq.Protocol;
import org.wirelab.arq.Transfer;
import org.wirelab.wire.SequenceNumber;

/// Makes the machine that a script is about, from the words between its backticks.
///
/// | word | what |
/// |---|---|
/// | `tahoe`, `reno`, `newreno`, `cubic`, `receiver` | the machine |
/// | `smss=1000`, `octets=1000000`, `first=0` | the transfer |
/// | `iw=1`, `iw=rfc5681`, `iw=rfc6928` | initial window |
/// | `ssthresh=8` | first threshold, in segments |
/// | `per_ack`, `steady`, `fast_convergence`, `limited_transmit` | off unless said |
/// | `rto_min=1000`, `rto_max=60000`, `granularity=1` | milliseconds |
/// | `tries=15`, `win=65535`, `room=65535`, `delayed`, `slow` | the rest |
record ScriptMachines(MachineScript script) {

    private static final long MILLISECOND = 1_000_000L;

    Transfer transfer() {
        return new Transfer(
                7,
                Protocol.CUMULATIVE,
                NumberSpace.OF_32_BITS,
                new SequenceNumber(Long.parseLong(script.setting("first", "0"))),
                1,
                script.number("smss", 1000),
                script.number("octets", 1_000_000),
                0);
    }

    Machine machine() {
        if (script.has("receiver")) {
            ReceivingSettings settings = ReceivingSettings.DEFAULT.withRoom(script.number("room", 65535));
            settings = script.has("delayed") ? settings.delayed() : settings;
            return new Receiver(transfer(), script.has("slow") ? settings.taking() : settings);
        }
        for (Algorithm each : Algorithm.values()) {
            if (script.has(each.label())) {
                Payload payload = new Payload(1, transfer().octets());
                return Senders.of(each, transfer(), payload, settings());
            }
        }
        throw new IllegalArgumentException("a script without a machine: " + script.settings());
    }

    private SendingSettings settings() {
        ControlSettings control = new ControlSettings(
                initialWindow(),
                script.has("ssthresh") ? script.number("ssthresh", 0) : null,
                !script.has("per_ack"),
                !script.has("steady"),
                script.has("fast_convergence"));
        TimerSettings timer = new TimerSettings(
                1000 * MILLISECOND,
                script.number("rto_min", 1000) * MILLISECOND,
                script.number("rto_max", 60000) * MILLISECOND,
                script.number("granularity", 1) * MILLISECOND);
        return new SendingSettings(control, timer, script.has("limited_transmit"), script.number("tries", 15));
    }

    private InitialWindow initialWindow() {
        return switch (script.setting("iw", "1")) {
            case "rfc5681" -> new InitialWindow.Rfc5681();
            case "rfc6928" -> new InitialWindow.Rfc6928();
            case String segments -> new InitialWindow.Segments(Integer.parseInt(segments));
        };
    }
}
