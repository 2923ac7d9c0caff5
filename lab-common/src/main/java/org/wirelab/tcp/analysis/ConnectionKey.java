package org.wirelab.tcp.analysis;

import org.wirelab.wire.PacketScan;

/// The two ends of the packet at hand, in an order that does not depend on which of them sent it. Reused for every
/// packet.
final class ConnectionKey {
    int version;
    long oneHigh;
    long oneLow;
    long otherHigh;
    long otherLow;

    /// The port of the first end in the upper half.
    int ports;

    int hash;

    /// Whether the first end sent the packet.
    boolean oneSends;

    void set(PacketScan packet) {
        version = packet.version();
        long sourceHigh = packet.sourceHigh();
        long sourceLow = packet.sourceLow();
        long destinationHigh = packet.destinationHigh();
        long destinationLow = packet.destinationLow();
        int asSent = packet.ports();
        int order = Long.compareUnsigned(sourceHigh, destinationHigh);
        if (order == 0) order = Long.compareUnsigned(sourceLow, destinationLow);
        if (order == 0) order = Integer.compare(asSent >>> 16, asSent & 0xffff);
        oneSends = order <= 0;
        oneHigh = oneSends ? sourceHigh : destinationHigh;
        oneLow = oneSends ? sourceLow : destinationLow;
        otherHigh = oneSends ? destinationHigh : sourceHigh;
        otherLow = oneSends ? destinationLow : sourceLow;
        ports = oneSends ? asSent : Integer.rotateLeft(asSent, 16);
        hash = mixed();
    }

    /// Spreads neighbouring addresses and ports over all 32 bits.
    private int mixed() {
        long mix = oneHigh * 0x9e3779b97f4a7c15L + oneLow;
        mix = (mix ^ (mix >>> 32)) * 0xd6e8feb86659fd93L + otherHigh;
        mix = (mix ^ (mix >>> 32)) * 0x9e3779b97f4a7c15L + otherLow;
        mix = (mix ^ (mix >>> 32)) * 0xd6e8feb86659fd93L + ports;
        mix = (mix ^ (mix >>> 32)) * 0x9e3779b97f4a7c15L + version;
        return (int) (mix ^ (mix >>> 32));
    }
}
