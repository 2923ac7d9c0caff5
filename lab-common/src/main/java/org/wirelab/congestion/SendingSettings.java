package org.wirelab.congestion;

import java.util.LinkedHashMap;
import java.util.Map;

/// What can be chosen about a congestion-controlled sender.
///
/// @param control what the congestion control is told
/// @param timer the bounds of the retransmission timeout
/// @param limitedTransmit whether the first two duplicate acknowledgments each let new data out (RFC 3042)
/// @param tries how many timeouts in a row, without any acknowledgment between them, it takes to give up; at least 1
public record SendingSettings(ControlSettings control, TimerSettings timer, boolean limitedTransmit, int tries) {

    /// What the RFCs recommend, and fifteen tries as Linux has (`net.ipv4.tcp_retries2`).
    public static final SendingSettings RECOMMENDED =
            new SendingSettings(ControlSettings.RECOMMENDED, TimerSettings.RFC_6298, true, 15);

    public SendingSettings {
        if (tries < 1) {
            throw new IllegalArgumentException("a sender tries at least once, not " + tries + " times");
        }
    }

    public SendingSettings with(ControlSettings newControl) {
        return new SendingSettings(newControl, timer, limitedTransmit, tries);
    }

    public SendingSettings with(TimerSettings newTimer) {
        return new SendingSettings(control, newTimer, limitedTransmit, tries);
    }

    public SendingSettings withLimitedTransmit(boolean limited) {
        return new SendingSettings(control, timer, limited, tries);
    }

    public SendingSettings withTries(int newTries) {
        return new SendingSettings(control, timer, limitedTransmit, newTries);
    }

    /// What was chosen, as the trace tells it.
    Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("initial_window", control.initialWindow().rule());
        told.put("rto_min_ms", Long.toString(timer.minimum() / 1_000_000));
        told.put("limited_transmit", Boolean.toString(limitedTransmit));
        told.put("byte_counting", Boolean.toString(control.byteCounting()));
        return told;
    }
}
