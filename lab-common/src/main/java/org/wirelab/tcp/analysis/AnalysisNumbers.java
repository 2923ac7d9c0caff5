package org.wirelab.tcp.analysis;

import org.jspecify.annotations.Nullable;

/// The numbers of a segment's analysis that belong to one of its flags.
final class AnalysisNumbers {
    private final PacketAnalysis packet;
    private final AnalysisFlag flag;
    private @Nullable AnalysisFlag kind;
    private @Nullable Long expected;
    private @Nullable Integer number;
    private @Nullable Long repeatsFrame;
    private @Nullable Long otherFrame;
    private @Nullable Long afterNanos;
    private @Nullable Long roundTripNanos;
    private @Nullable Long window;
    private @Nullable Long windowBefore;

    private AnalysisNumbers(PacketAnalysis packet, AnalysisFlag flag) {
        this.packet = packet;
        this.flag = flag;
    }

    static Analysis of(PacketAnalysis packet, AnalysisFlag flag) {
        AnalysisNumbers numbers = new AnalysisNumbers(packet, flag);
        numbers.collect();
        return numbers.analysis();
    }

    private void collect() {
        switch (flag) {
            case RETRANSMISSION -> {
                kind = AnalysisFlag.mostSpecific(flag, packet.bits());
                repeated(kind);
            }
            case FAST_RETRANSMISSION, SPURIOUS_RETRANSMISSION -> repeated(flag);
            case OUT_OF_ORDER -> {
                expected = packet.expected();
                otherFrame = known(packet.refersTo());
                afterNanos = known(packet.quietNanos());
                roundTripNanos = known(packet.connection().initialRttNanos());
            }
            case LOST_SEGMENT -> {
                expected = packet.expected();
                otherFrame = known(packet.refersTo());
            }
            case ACK_LOST_SEGMENT -> expected = packet.unseenFrom();
            case DUPLICATE_ACK -> {
                number = packet.duplicateNumber();
                otherFrame = known(packet.refersTo());
            }
            case ZERO_WINDOW_PROBE, ZERO_WINDOW_PROBE_ACK, KEEP_ALIVE_ACK, REUSED_PORTS ->
                otherFrame = known(packet.refersTo());
            case WINDOW_FULL -> {
                otherFrame = known(packet.refersTo());
                expected = Integer.toUnsignedLong(packet.receiver().lastAck);
                window = packet.receiver().scaledWindow();
            }
            case WINDOW_UPDATE -> {
                windowBefore = known(packet.windowBefore());
                window = packet.sender().scaledWindow();
            }
            case KEEP_ALIVE -> {
                expected = packet.expected();
                repeatsFrame = known(packet.repeatsFrame());
                afterNanos = known(packet.quietNanos());
            }
            case ZERO_WINDOW -> window = 0L;
        }
    }

    private void repeated(AnalysisFlag retransmission) {
        repeatsFrame = known(packet.repeatsFrame());
        expected = packet.expected();
        afterNanos = known(packet.repeatsAfterNanos());
        if (retransmission == AnalysisFlag.RETRANSMISSION) return;
        otherFrame = known(packet.refersTo());
        if (retransmission == AnalysisFlag.FAST_RETRANSMISSION) {
            number = packet.receiver().duplicateAcks;
            afterNanos = packet.quietNanos();
        }
    }

    private Analysis analysis() {
        return new Analysis(
                packet.frame(),
                flag,
                packet.connection().number(),
                packet.sender().endpoint(),
                packet.sequence(),
                packet.length(),
                known(packet.acknowledgment()),
                kind,
                expected,
                number,
                repeatsFrame,
                otherFrame,
                afterNanos,
                roundTripNanos,
                window,
                windowBefore);
    }

    /// Null for the -1 of what is not known.
    static @Nullable Long known(long value) {
        return value < 0 ? null : value;
    }
}
