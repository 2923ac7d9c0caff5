package org.wirelab.arq;

import org.wirelab.link.LinkSettings;
import org.wirelab.wire.SequenceNumber;

/// Transfers for tests, and the machines of both ends.
final class Transfers {

    static final Ends ENDS = new Ends("127.0.0.1:1", "127.0.0.1:2");
    static final long A_MINUTE = millis(60_000);
    private static final int ID = 0x1234;
    private static final long SEED = 7;

    private Transfers() {}

    static long millis(long millis) {
        return millis * 1_000_000;
    }

    static Transfer of(Protocol protocol, int bits, int window, int frameOctets, long octets) {
        return new Transfer(ID, protocol, new NumberSpace(bits), new SequenceNumber(0), window, frameOctets, octets, 0);
    }

    static byte[] data(Transfer transfer) {
        return payload(transfer).part(0, (int) transfer.octets());
    }

    static Payload payload(Transfer transfer) {
        return new Payload(SEED, transfer.octets());
    }

    static Machine sender(Transfer transfer, SenderSettings settings) {
        return Machines.sender(transfer, payload(transfer), ENDS, settings);
    }

    static Machine receiver(Transfer transfer, ReceiverSettings settings) {
        return Machines.receiver(transfer, ENDS, settings);
    }

    static Simulation over(Transfer transfer, SenderSettings settings, LinkSettings forward, LinkSettings backward) {
        return new Simulation(
                sender(transfer, settings), receiver(transfer, ReceiverSettings.DEFAULT), forward, backward, 0, 1);
    }

    static SenderSession session(Transfer transfer, SenderSettings settings) {
        return new SenderSession(sender(transfer, settings), transfer, payload(transfer), ENDS, settings, 0);
    }

    static ReceiverSession receiverSession(Transfer transfer) {
        ReceiverSettings settings = ReceiverSettings.DEFAULT.withRoom(transfer.window());
        return new ReceiverSession(
                receiver(transfer, transfer.readRate() > 0 ? settings.taking() : settings),
                transfer,
                ENDS,
                settings.room(),
                true,
                () -> -1,
                millis(30_000),
                millis(600_000));
    }
}
