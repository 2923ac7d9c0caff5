package org.wirelab.client.flow.slow;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A socket of any other system, as Java knows it: what is dropped is not told.
final class PlainSource implements DatagramSource {

    private static final int LONGEST = 65535;

    private final DatagramSocket socket;
    private final DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);

    private PlainSource(DatagramSocket socket) {
        this.socket = socket;
    }

    static PlainSource open(InetSocketAddress local, int buffer) throws IOException {
        DatagramSocket socket = new DatagramSocket(local);
        try {
            socket.setReceiveBufferSize(buffer);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return new PlainSource(socket);
    }

    @Override
    public InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public int receiveBuffer() {
        try {
            return socket.getReceiveBufferSize();
        } catch (IOException e) {
            throw new IllegalStateException("an open socket has a buffer", e);
        }
    }

    @Override
    public @Nullable ByteBuffer receive(long nanos) throws IOException {
        try {
            socket.setSoTimeout((int) Math.max(1, Duration.ofNanos(nanos).toMillis()));
            packet.setLength(LONGEST);
            socket.receive(packet);
            return ByteBuffer.wrap(packet.getData(), packet.getOffset(), packet.getLength());
        } catch (SocketTimeoutException _) {
            return null;
        }
    }

    @Override
    public OptionalLong droppedBefore() {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong dropped() {
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        socket.close();
    }
}
