package org.wirelab.arq;

/// The machines of each protocol.
public final class Machines {

    private Machines() {}

    /// The sender of a transfer.
    ///
    /// @param payload what it sends, as long as the transfer
    /// @throws IllegalArgumentException for a transfer that numbers octets: its senders are congestion-controlled
    public static Machine sender(Transfer transfer, Payload payload, Ends ends, SenderSettings settings) {
        return switch (transfer.protocol()) {
            case STOP_AND_WAIT -> new StopAndWaitSender(transfer, payload, ends, settings);
            case GO_BACK_N -> new GoBackNSender(transfer, payload, ends, settings);
            case SELECTIVE_REPEAT -> new SelectiveRepeatSender(transfer, payload, ends, settings);
            case CUMULATIVE -> throw octets();
        };
    }

    /// The receiver of a transfer.
    ///
    /// @throws IllegalArgumentException for a transfer that numbers octets
    public static Machine receiver(Transfer transfer, Ends ends, ReceiverSettings settings) {
        return switch (transfer.protocol()) {
            case STOP_AND_WAIT, GO_BACK_N -> new InOrderReceiver(transfer, ends, settings);
            case SELECTIVE_REPEAT -> new SelectiveRepeatReceiver(transfer, ends, settings);
            case CUMULATIVE -> throw octets();
        };
    }

    private static IllegalArgumentException octets() {
        return new IllegalArgumentException("octets are numbered by the machines of congestion control");
    }
}
