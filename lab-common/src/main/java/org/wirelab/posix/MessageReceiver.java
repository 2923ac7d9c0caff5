package org.wirelab.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// `recvmsg` on one socket with buffers that are used again for each message: the message, the sender's address
/// and the control messages.
///
/// For one thread at a time. What a method returns is a view that the next `receive` overwrites.
public final class MessageReceiver {
    private static final int MSG_TRUNC = 0x20;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int ADDRESS_CAPACITY = 128;
    private static final int CONTROL_HEADER = 16;

    // struct msghdr of 64-bit Linux
    private static final long NAME = 0;
    private static final long NAME_LENGTH = 8;
    private static final long VECTOR = 16;
    private static final long VECTOR_LENGTH = 24;
    private static final long CONTROL = 32;
    private static final long CONTROL_LENGTH = 40;
    private static final long HEADER_SIZE = 56;

    private final PosixSocket socket;
    private final MemorySegment state;
    private final MemorySegment header;
    private final MemorySegment message;
    private final MemorySegment address;
    private final MemorySegment control;
    private long length;

    /// A receiver of messages of at most `capacity` bytes with at most `controlCapacity` bytes of control
    /// messages.
    public MessageReceiver(PosixSocket socket, int capacity, int controlCapacity) {
        Arena arena = Arena.ofAuto();
        this.socket = socket;
        state = Libc.callState(arena);
        message = arena.allocate(capacity, 8);
        address = arena.allocate(ADDRESS_CAPACITY, 8);
        control = arena.allocate(Math.max(8, controlCapacity), 8);
        MemorySegment vector = arena.allocate(16, 8);
        vector.set(ADDRESS, 0, message);
        vector.set(JAVA_LONG, 8, capacity);
        header = arena.allocate(HEADER_SIZE, 8);
        header.set(ADDRESS, NAME, address);
        header.set(ADDRESS, VECTOR, vector);
        header.set(JAVA_LONG, VECTOR_LENGTH, 1);
        header.set(ADDRESS, CONTROL, control);
    }

    /// Takes the next message if there is one; never waits.
    public boolean receive() throws PosixException {
        header.set(JAVA_INT, NAME_LENGTH, ADDRESS_CAPACITY);
        header.set(JAVA_LONG, CONTROL_LENGTH, control.byteSize());
        try {
            length = (long) Libc.RecvMsg.CALL.invokeExact(state, socket.descriptor(), header, MSG_DONTWAIT | MSG_TRUNC);
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
        if (length >= 0) return true;
        length = 0;
        int errno = Libc.errno(state).number();
        if (errno == Errno.EAGAIN || errno == Errno.EINTR) return false;
        throw new PosixException("recvmsg", new Errno(errno));
    }

    /// The message, cut to the capacity.
    public ByteBuffer message() {
        return view(message, Math.min(length, message.byteSize()));
    }

    /// The length that the message had, also where it is longer than the capacity.
    public int originalLength() {
        return (int) length;
    }

    /// The `struct sockaddr` of the sender.
    public ByteBuffer address() {
        return view(address, Math.min(header.get(JAVA_INT, NAME_LENGTH), ADDRESS_CAPACITY));
    }

    /// The control messages, each a `struct cmsghdr` (length, level, type) with its data, padded to 8 bytes; null
    /// where the one asked for is absent.
    public @Nullable ByteBuffer control(int level, int type) {
        long end = header.get(JAVA_LONG, CONTROL_LENGTH);
        for (long at = 0; at + CONTROL_HEADER <= end; ) {
            long size = control.get(JAVA_LONG, at);
            if (size < CONTROL_HEADER || at + size > end) return null;
            if (control.get(JAVA_INT, at + 8) == level && control.get(JAVA_INT, at + 12) == type) {
                return view(control.asSlice(at + CONTROL_HEADER), size - CONTROL_HEADER);
            }
            at += (size + 7) & ~7;
        }
        return null;
    }

    private static ByteBuffer view(MemorySegment segment, long length) {
        return segment.asSlice(0, length)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asReadOnlyBuffer()
                .order(ByteOrder.nativeOrder());
    }
}
