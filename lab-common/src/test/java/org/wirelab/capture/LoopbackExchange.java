package org.wirelab.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.PacketDecoder;
import org.wirelab.wire.TcpFlag;
import org.wirelab.wire.TcpHeader;

/// A connection on loopback from SYN to FIN, and nothing before and after it: what a capture must see of it.
final class LoopbackExchange {
    private LoopbackExchange() {}

    /// Starts a capture, opens and closes a connection at once, stops the capture: nothing may be missing.
    static void isSeenWhole(CaptureProgram program, String interfaceName) throws Exception {
        CaptureChoice choice = new CaptureChoice(
                new CaptureChoice.Method.ByProgram(program),
                interfaceName,
                new CaptureReason(CaptureReason.Why.TURNED_OFF, "by hand"));
        List<CapturedFrame> frames = captured(choice);

        List<TcpHeader> segments = segments(frames);
        assertThat(segments.getFirst().flags()).containsExactly(TcpFlag.SYN);
        assertThat(segments)
                .filteredOn(segment -> segment.has(TcpFlag.FIN))
                .extracting(TcpHeader::sourcePort)
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(frames).extracting(CapturedFrame::interfaceName).containsOnly(interfaceName);
    }

    /// What a capture as chosen sees of the exchange, if it says that it missed nothing.
    static List<CapturedFrame> captured(CaptureChoice choice) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            List<CapturedFrame> frames = Collections.synchronizedList(new ArrayList<>());
            PacketCapture capture =
                    choice.open("tcp port " + server.getLocalPort()).orElseThrow();
            capture.start(frames::add);
            openAndClose(server);
            CaptureEnd end = capture.stop();
            if (!end.complete() || end.received() == 0 || !capture.stop().equals(end)) {
                throw new IllegalStateException(end.toString());
            }
            return frames;
        }
    }

    static List<TcpHeader> segments(List<CapturedFrame> frames) {
        return frames.stream()
                .map(frame -> (TcpHeader) PacketDecoder.decode(frame).transport())
                .toList();
    }

    private static void openAndClose(ServerSocket server) throws Exception {
        try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.shutdownOutput();
            while (accepted.getInputStream().read() >= 0) {}
        }
    }
}
