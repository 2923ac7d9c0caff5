package org.wirelab.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/// A socket of an address family that the JDK has no class for, by its file descriptor.
///
/// Addresses and option values are the bytes of the C structures, as `ByteBuffer`s between position and limit.
/// The socket belongs to the network namespace of the thread that opened it. Any thread may call it; whoever
/// closes it sees to it that no other thread is still inside a call, because the kernel gives the number of a
/// closed descriptor to the next one.
public final class PosixSocket implements AutoCloseable {
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int AF_PACKET = 17;

    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;

    public static final int SOL_SOCKET = 1;
    public static final int SO_SNDBUF = 7;
    public static final int SO_RCVBUF = 8;
    public static final int SO_RCVBUFFORCE = 33;

    private static final int ADDRESS_CAPACITY = 128;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final short POLLIN = 1;

    private final int descriptor;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PosixSocket(int descriptor) {
        this.descriptor = descriptor;
    }

    /// Opens a socket that child processes do not inherit.
    public static PosixSocket open(int family, int type, int protocol) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            int result = (int) Libc.Socket.CALL.invokeExact(state, family, type | SOCK_CLOEXEC, protocol);
            return new PosixSocket((int) Libc.check(result, "socket", state));
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    int descriptor() {
        if (closed.get()) throw new IllegalStateException("the socket is closed");
        return descriptor;
    }

    /// Binds to the address of a `struct sockaddr`.
    public void bind(ByteBuffer address) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            int result =
                    (int) Libc.Bind.CALL.invokeExact(state, descriptor(), copy(arena, address), address.remaining());
            Libc.check(result, "bind", state);
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /// The address that it is bound to, as a `struct sockaddr`.
    ByteBuffer localAddress() throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            MemorySegment address = arena.allocate(ADDRESS_CAPACITY, 8);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, ADDRESS_CAPACITY);
            int result = (int) Libc.GetSockName.CALL.invokeExact(state, descriptor(), address, length);
            Libc.check(result, "getsockname", state);
            return copy(address, Math.min(ADDRESS_CAPACITY, length.get(ValueLayout.JAVA_INT, 0)));
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    public void setOption(int level, int name, int value) throws PosixException {
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
        setOption(level, name, bytes.putInt(0, value));
    }

    public void setOption(int level, int name, ByteBuffer value) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            int result = (int) Libc.SetSockOpt.CALL.invokeExact(
                    state, descriptor(), level, name, copy(arena, value), value.remaining());
            Libc.check(result, "setsockopt(" + level + ", " + name + ")", state);
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /// The option's value in native byte order, at most `size` bytes; as long as the kernel made it.
    public ByteBuffer option(int level, int name, int size) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            MemorySegment value = arena.allocate(size, 8);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, size);
            int result = (int) Libc.GetSockOpt.CALL.invokeExact(state, descriptor(), level, name, value, length);
            Libc.check(result, "getsockopt(" + level + ", " + name + ")", state);
            return copy(value, length.get(ValueLayout.JAVA_INT, 0));
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /// Calls `ioctl` with a structure and gives it back as the kernel left it; `name` is the request's name in
    /// the C headers.
    public ByteBuffer ioctl(String name, long request, ByteBuffer argument) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            MemorySegment bytes = copy(arena, argument);
            int result = (int) Libc.Ioctl.CALL.invokeExact(state, descriptor(), request, bytes);
            Libc.check(result, "ioctl(" + name + ")", state);
            return copy(bytes, argument.remaining());
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /// Calls `ioctl` with a structure that points to another one: the pointer is put at `pointerAt`.
    void ioctlPointing(String name, long request, ByteBuffer argument, int pointerAt, ByteBuffer target)
            throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            MemorySegment bytes = copy(arena, argument);
            bytes.set(ValueLayout.ADDRESS, pointerAt, copy(arena, target));
            int result = (int) Libc.Ioctl.CALL.invokeExact(state, descriptor(), request, bytes);
            Libc.check(result, "ioctl(" + name + ")", state);
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /// Sends one message to the address of a `struct sockaddr`.
    public void sendTo(ByteBuffer message, ByteBuffer address) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            long result = (long) Libc.SendTo.CALL.invokeExact(
                    state,
                    descriptor(),
                    copy(arena, message),
                    (long) message.remaining(),
                    MSG_NOSIGNAL,
                    copy(arena, address),
                    address.remaining());
            Libc.check(result, "sendto", state);
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /// Waits until there is something to receive, at most so many milliseconds (0: looks only); says whether
    /// there is.
    public boolean awaitReadable(int timeoutMillis) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            MemorySegment request = pollRequest(arena);
            int result = (int) Libc.Poll.CALL.invokeExact(state, request, 1L, timeoutMillis);
            if (result < 0 && Libc.errno(state).number() == Errno.EINTR) return false;
            return Libc.check(result, "poll", state) > 0;
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /// The same with nanoseconds; how exactly the kernel keeps to them depends on [Timers].
    ///
    /// @param timeoutNanos at least 0
    public boolean awaitReadableNanos(long timeoutNanos) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            MemorySegment request = pollRequest(arena);
            // struct timespec { long seconds; long nanoseconds; }
            MemorySegment timeout = arena.allocate(16, 8);
            timeout.set(ValueLayout.JAVA_LONG, 0, timeoutNanos / 1_000_000_000L);
            timeout.set(ValueLayout.JAVA_LONG, 8, timeoutNanos % 1_000_000_000L);
            int result = (int) Libc.PPoll.CALL.invokeExact(state, request, 1L, timeout, MemorySegment.NULL);
            if (result < 0 && Libc.errno(state).number() == Errno.EINTR) return false;
            return Libc.check(result, "ppoll", state) > 0;
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) Libc.close(descriptor);
    }

    private MemorySegment pollRequest(Arena arena) {
        // struct pollfd { int fd; short events; short revents; }
        MemorySegment request = arena.allocate(8, 4);
        request.set(ValueLayout.JAVA_INT, 0, descriptor());
        request.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
        return request;
    }

    private static MemorySegment copy(Arena arena, ByteBuffer bytes) {
        MemorySegment segment = arena.allocate(Math.max(1, bytes.remaining()), 8);
        segment.copyFrom(MemorySegment.ofBuffer(bytes));
        return segment;
    }

    private static ByteBuffer copy(MemorySegment segment, int length) {
        return ByteBuffer.wrap(segment.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE))
                .order(ByteOrder.nativeOrder());
    }
}
