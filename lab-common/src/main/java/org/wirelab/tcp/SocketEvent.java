package org.wirelab.tcp;

import org.wirelab.trace.Kind;

/// What a program did with its socket, or its socket told it.
public sealed interface SocketEvent extends TcpObservation {

    /// Stands for the other end of a socket that listens: it has none yet (RFC 9293 §3.9.1.1, unspecified).
    String ANYBODY = "*";

    /// The program's own end, `127.0.0.1:41514`.
    String local();

    /// The other end.
    String remote();

    /// `listen` has returned: whoever connects to `local` from now on is accepted.
    ///
    /// @param remote [#ANYBODY]
    @Kind("tcp.listening")
    record Listening(String local, String remote) implements SocketEvent {}

    /// `setsockopt` has set an option of the socket.
    ///
    /// @param remote the other end, or [#ANYBODY] for a listener
    /// @param option its name in tcp(7) or socket(7), `TCP_SYNCNT`
    /// @param value in the option's own unit
    @Kind("tcp.option")
    record OptionSet(String local, String remote, String option, long value) implements SocketEvent {}

    /// `connect` was called.
    @Kind("tcp.connect")
    record Connect(String local, String remote) implements SocketEvent {}

    /// `connect` has returned: for this program the connection is open.
    @Kind("tcp.connected")
    record Connected(String local, String remote) implements SocketEvent {}

    /// `accept` has given the server this connection.
    @Kind("tcp.accepted")
    record Accepted(String local, String remote) implements SocketEvent {}

    /// The kernel has taken bytes to send.
    @Kind("tcp.wrote")
    record Wrote(String local, String remote, int bytes) implements SocketEvent {}

    /// Bytes have arrived.
    ///
    /// @param halfClosed whether this end had already ended its own direction: what arrives then, arrives on a
    ///     half-closed connection
    @Kind("tcp.read")
    record Read(String local, String remote, int bytes, boolean halfClosed) implements SocketEvent {}

    /// `shutdown` of this end's direction was called: the kernel sends a FIN after what is still to be sent.
    @Kind("tcp.shutdown")
    record ShutDown(String local, String remote) implements SocketEvent {}

    /// `read` returned the end of the stream: the peer's FIN has arrived, and all that was sent before it.
    ///
    /// @param halfClosed whether this end had already ended its own direction
    /// @param bytesSinceShutdown what had arrived since it did, 0 if it did not
    @Kind("tcp.eof")
    record EndOfStream(String local, String remote, boolean halfClosed, long bytesSinceShutdown)
            implements SocketEvent {}

    /// The program has stopped reading, or reads again: what arrives meanwhile fills the kernel's buffer.
    @Kind("tcp.reading")
    record Reading(String local, String remote, boolean paused) implements SocketEvent {}

    /// The program gave the connection up (RFC 9293 §3.10.5, ABORT): closed with `SO_LINGER` of 0 seconds.
    @Kind("tcp.aborted")
    record Aborted(String local, String remote) implements SocketEvent {}

    /// This end has forgotten the connection without a word to the other, as a host does that crashes and comes
    /// back (closed under `TCP_REPAIR`).
    @Kind("tcp.vanished")
    record Vanished(String local, String remote) implements SocketEvent {}

    /// The socket is closed; the kernel may keep the connection for a while.
    @Kind("tcp.closed")
    record Closed(String local, String remote) implements SocketEvent {}

    /// A call failed, in the system's words: `Connection reset by peer`.
    @Kind("tcp.error")
    record Failed(String local, String remote, String error) implements SocketEvent {}
}
