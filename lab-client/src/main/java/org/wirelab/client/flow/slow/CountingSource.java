package org.wirelab.client.flow.slow;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.wirelab.posix.OverflowSocket;

/// A socket of Linux, whose kernel counts what it drops.
final class CountingSource implements DatagramSource {

    private final OverflowSocket socket;
    private final InetSocketAddress local;
    private final int receiveBuffer;

    private CountingSource(OverflowSocket socket) throws IOException {
        this.socket = socket;
        this.local = socket.local();
        this.receiveBuffer = socket.receiveBuffer();
    }

    static CountingSource open(InetSocketAddress local, int buffer) throws IOException {
        OverflowSocket socket = OverflowSocket.open(local, buffer);
        try {
            return new CountingSource(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public int receiveBuffer() {
        return receiveBuffer;
    }

    @Override
    public @Nullable ByteBuffer receive(long nanos) throws IOException {
        return socket.awaitDatagram(nanos) && socket.receive() ? socket.payload() : null;
    }

    @Override
    public OptionalLong droppedBefore() {
        return OptionalLong.of(socket.droppedBefore());
    }

    @Override
    public OptionalLong dropped() {
        try {
            return OptionalLong.of(socket.dropped());
        } catch (IOException _) {
            return OptionalLong.empty(); // a kernel without SO_MEMINFO
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
