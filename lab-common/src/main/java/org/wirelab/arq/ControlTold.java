package org.wirelab.arq;

import java.util.HexFormat;
import java.util.List;

/// What is told of the frames that open and close a transfer.
record ControlTold(Ends ends, int transfer) {

    private static final int SHOWN = 8;

    ArqArrow.ControlSent sent(Frame frame) {
        return new ArqArrow.ControlSent(from(frame), to(frame), transfer, name(frame), frame.count(), said(frame));
    }

    ArqArrow.ControlReceived received(Frame frame) {
        return new ArqArrow.ControlReceived(from(frame), to(frame), transfer, name(frame), frame.count(), said(frame));
    }

    ArqObservation.Began began(Transfer open, long receiverWindow) {
        return new ArqObservation.Began(
                transfer,
                open.protocol(),
                open.window(),
                receiverWindow,
                open.frameOctets(),
                open.octets(),
                open.numbers().bits(),
                open.first(),
                open.readRate());
    }

    private String from(Frame frame) {
        return bySender(frame) ? ends.sender() : ends.receiver();
    }

    private String to(Frame frame) {
        return bySender(frame) ? ends.receiver() : ends.sender();
    }

    private static boolean bySender(Frame frame) {
        return switch (frame) {
            case Frame.Open _, Frame.Data _, Frame.Done _ -> true;
            case Frame.Accepted _, Frame.Refused _, Frame.Ack _, Frame.Report _ -> false;
        };
    }

    /// What a frame is called in what is told of it.
    static String name(Frame frame) {
        return switch (frame) {
            case Frame.Open _ -> "open";
            case Frame.Accepted _ -> "accepted";
            case Frame.Refused _ -> "refused";
            case Frame.Data _ -> "data";
            case Frame.Ack _ -> "ack";
            case Frame.Done _ -> "done";
            case Frame.Report _ -> "report";
        };
    }

    private static List<String> said(Frame frame) {
        return switch (frame) {
            case Frame.Open open ->
                List.of(
                        Lines.of(open.protocol()) + ", window " + open.window(),
                        open.octets() + " octets, " + open.frameOctets() + " a frame",
                        "numbers of " + open.numberBits() + " bits from " + open.first());
            case Frame.Accepted accepted -> List.of("room for " + accepted.window());
            case Frame.Refused refused -> List.of(refused.reason());
            case Frame.Report report ->
                List.of(
                        report.octets() + " octets delivered",
                        "SHA-256 " + HexFormat.of().formatHex(report.sha256(), 0, SHOWN) + "…");
            case Frame.Data _, Frame.Ack _, Frame.Done _ -> List.of();
        };
    }
}
