package org.wirelab.client.tcp.scenario;

import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.function.Predicate;
import org.wirelab.client.session.Witness;
import org.wirelab.run.LabException;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.tcp.TcpState;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// One end of the connection as a script speaks to it: what its program does with its socket, and what it waits for.
///
/// Each call of the socket API is recorded where it is made. What is waited for is an entry of the trace.
public final class End {

    private final Side side;
    private final EndSocket socket;
    private final String here;
    private final Witness witness;

    public End(Side side, EndSocket socket, Witness witness) {
        this.side = side;
        this.socket = socket;
        this.here = Endpoints.text(socket.local());
        this.witness = witness;
    }

    /// Its address and port.
    public InetSocketAddress local() {
        return socket.local();
    }

    /// True for a segment that this end sent.
    public boolean sent(Segment segment) {
        return segment.src().equals(here);
    }

    // --- What its program does ---

    /// Sets an option: of the connection's socket, if there is one, else of the socket that is going to be made.
    public End set(SocketSetting setting, int value) {
        socket.set(setting, value);
        return this;
    }

    /// Waits for a connection at its address (passive OPEN, RFC 9293 §3.10.1).
    public void listen() throws LabException {
        socket.listen();
    }

    /// Begins to open a connection to the other end (active OPEN), and does not wait for it.
    public void connect() throws LabException {
        socket.connect();
    }

    /// Hands the kernel so many octets to send, and does not wait for them to leave.
    public void write(int octets) {
        socket.onLoop(channel -> channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[octets])));
    }

    /// Reads nothing more: what arrives fills the receive buffer, and the window closes (RFC 9293 §3.8.6).
    public void pauseReading() {
        socket.read(false);
    }

    /// Reads again.
    public void resumeReading() {
        socket.read(true);
    }

    /// Ends its own direction (CLOSE, RFC 9293 §3.10.4): the kernel sends a FIN after what is still to be sent.
    public void shutdownOutput() {
        socket.shutDown();
    }

    /// Gives the socket back to the kernel, which sends a FIN if none was sent before.
    public void close() {
        socket.closeConnection();
    }

    /// Gives the connection up (ABORT, RFC 9293 §3.10.5): the kernel sends a RST and forgets it at once.
    public void abort() {
        socket.abort();
    }

    /// Forgets the connection without a word to the other end, as a host does that crashes and starts again.
    public void vanish() {
        socket.vanish();
    }

    // --- What it waits for ---

    /// Waits until its own `connect` has succeeded.
    public void awaitConnected() throws LabException, InterruptedException {
        awaitOwn("a connection", SocketEvent.Connected.class);
    }

    /// Waits until its listener has accepted the connection.
    public void awaitAccepted() throws LabException, InterruptedException {
        awaitOwn("a connection to accept", SocketEvent.Accepted.class);
    }

    /// Waits until a call has failed.
    public void awaitFailure() throws LabException, InterruptedException {
        awaitOwn("an error", SocketEvent.Failed.class);
    }

    /// Waits until it has read the end of the other end's stream.
    public void awaitEndOfStream() throws LabException, InterruptedException {
        awaitOwn("the end of the stream", SocketEvent.EndOfStream.class);
    }

    /// Waits until it has read so many octets since the beginning.
    public void awaitRead(long octets) throws LabException, InterruptedException {
        long[] read = {0};
        await(octets + " octets to read", entry -> {
            if (entry.observation() instanceof SocketEvent.Read event
                    && event.local().equals(here)) {
                read[0] += event.bytes();
            }
            return read[0] >= octets;
        });
    }

    /// Waits until the kernel's table has had its end of the connection in this state; `CLOSED`: no longer had it.
    public void awaitState(TcpState state) throws LabException, InterruptedException {
        if (state == TcpState.CLOSED) {
            socket.expectNone();
        }
        awaitTable(state.name(), seen -> seen.is(state));
    }

    /// Waits until the kernel's table has had its end of the connection like this.
    public void awaitTable(String what, Predicate<SocketState> like) throws LabException, InterruptedException {
        await(
                what,
                entry -> entry.observation() instanceof SocketState seen
                        && seen.local().equals(here)
                        && like.test(seen));
    }

    /// Looks into the kernel's table now, and waits until it has been recorded there in this state, be that news or
    /// not.
    public void awaitLook(TcpState state) throws LabException, InterruptedException {
        long before = witness.latest();
        socket.look();
        await(
                "still " + state,
                entry -> entry.number() > before
                        && entry.observation() instanceof SocketState seen
                        && seen.local().equals(here)
                        && seen.is(state));
    }

    /// Waits until TCP_INFO of its socket has been like this.
    public void awaitInfo(String what, Predicate<TcpInfo> like) throws LabException, InterruptedException {
        await(
                what,
                entry -> entry.observation() instanceof TcpInfo info
                        && info.local().equals(here)
                        && like.test(info));
    }

    /// Waits until the capture at its host has seen so many segments like this, sent or received.
    public void awaitSegments(String what, int times, Predicate<Segment> like)
            throws LabException, InterruptedException {
        witness.await(
                told(what),
                times,
                entry -> entry.vantage().source() == Source.CAPTURE
                        && entry.vantage().side() == side
                        && entry.observation() instanceof Segment segment
                        && like.test(segment));
    }

    private <E extends SocketEvent> void awaitOwn(String what, Class<E> type)
            throws LabException, InterruptedException {
        await(
                what,
                entry -> type.isInstance(entry.observation())
                        && type.cast(entry.observation()).local().equals(here));
    }

    private void await(String what, Predicate<Entry> like) throws LabException, InterruptedException {
        witness.await(told(what), 1, like);
    }

    private String told(String what) {
        return "the " + side.label() + ": " + what;
    }
}
