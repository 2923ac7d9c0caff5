package org.wirelab.client.flow.slow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import org.wirelab.net.SystemWords;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Recorder;
import org.wirelab.udp.DatagramCodec;

/// A few datagrams on loopback that nobody records: the first ones of a process take milliseconds each, and a program
/// that is slow for that reason is not the slow receiver that is meant.
final class DatagramWarmUp {

    private static final int DATAGRAMS = 20;
    private static final int BUFFER = 1 << 20;
    private static final int LOOKS = 500;

    private DatagramWarmUp() {}

    static void run() throws LabException, InterruptedException {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DatagramSource source = DatagramSource.open(anywhere, BUFFER);
                DatagramChannel socket = UdpTransfer.bound(anywhere);
                DatagramReader reader = new DatagramReader(source, ReadingPace.AS_IT_COMES, Recorder.NONE, "", "")) {
            for (int number = 1; number <= DATAGRAMS; number++) {
                socket.send(DatagramCodec.encode(number, 1, DatagramCodec.SHORTEST), source.local());
            }
            for (int look = 0; look < LOOKS && reader.read() < DATAGRAMS; look++) {
                Thread.sleep(1);
            }
        } catch (IOException e) {
            throw new LabException(ExitCode.UNREACHABLE, "datagrams on loopback: " + SystemWords.of(e), e);
        }
    }
}
