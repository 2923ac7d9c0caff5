package org.wirelab.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Some frames that are received, or sent, by one system call (recvmmsg(2), sendmmsg(2)), in buffers that are used
/// again.
///
/// For one thread at a time.
public final class PacketBatch {
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_TRUNC = 0x20;
    private static final int SO_TIMESTAMPNS = 35;

    // struct mmsghdr { struct msghdr; unsigned length; }, struct msghdr of 64-bit Linux
    private static final long MMSGHDR_SIZE = 64;
    private static final long VECTOR = 16;
    private static final long VECTOR_LENGTH = 24;
    private static final long CONTROL = 32;
    private static final long CONTROL_LENGTH = 40;
    private static final long LENGTH = 56;
    private static final long IOVEC_SIZE = 16;

    // struct cmsghdr { size_t length; int level; int type; } and a struct timespec
    private static final long CONTROL_SIZE = 32;

    private final int capacity;
    private final int longest;
    private final MemorySegment state;
    private final MemorySegment headers;
    private final MemorySegment vectors;
    private final MemorySegment controls;
    private final MemorySegment frames;
    private int filled;

    /// @param capacity how many frames at most
    /// @param longest the octets of the longest frame
    public PacketBatch(int capacity, int longest) {
        Arena arena = Arena.ofAuto();
        this.capacity = capacity;
        this.longest = longest;
        state = Libc.callState(arena);
        headers = arena.allocate(capacity * MMSGHDR_SIZE, 8);
        vectors = arena.allocate(capacity * IOVEC_SIZE, 8);
        controls = arena.allocate(capacity * CONTROL_SIZE, 8);
        frames = arena.allocate((long) capacity * longest, 8);
        for (int i = 0; i < capacity; i++) {
            vectors.set(ADDRESS, i * IOVEC_SIZE, frames.asSlice((long) i * longest, longest));
            headers.set(ADDRESS, i * MMSGHDR_SIZE + VECTOR, vectors.asSlice(i * IOVEC_SIZE, IOVEC_SIZE));
            headers.set(JAVA_LONG, i * MMSGHDR_SIZE + VECTOR_LENGTH, 1);
        }
    }

    /// Takes the frames that are there, as many as fit; never waits.
    ///
    /// @return how many there are now, 0 for none
    public int receive(PacketSocket socket) throws PosixException {
        for (int i = 0; i < capacity; i++) {
            vectors.set(JAVA_LONG, i * IOVEC_SIZE + 8, longest);
            headers.set(ADDRESS, i * MMSGHDR_SIZE + CONTROL, controls.asSlice(i * CONTROL_SIZE, CONTROL_SIZE));
            headers.set(JAVA_LONG, i * MMSGHDR_SIZE + CONTROL_LENGTH, CONTROL_SIZE);
        }
        try {
            filled = (int) Libc.RecvMMsg.CALL.invokeExact(
                    state,
                    socket.socket().descriptor(),
                    headers,
                    capacity,
                    MSG_DONTWAIT | MSG_TRUNC,
                    MemorySegment.NULL);
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
        if (filled < 0) {
            filled = 0;
            refuse("recvmmsg");
        }
        return filled;
    }

    /// The octets of a received frame.
    public byte[] frame(int index) {
        int length = Math.min(headers.get(JAVA_INT, index * MMSGHDR_SIZE + LENGTH), longest);
        return frames.asSlice((long) index * longest, length).toArray(JAVA_BYTE);
    }

    /// When the kernel received the frame, in nanoseconds since 1970 UTC; 0 where it does not say.
    public long epochNanos(int index) {
        long at = index * CONTROL_SIZE;
        boolean stamped = headers.get(JAVA_LONG, index * MMSGHDR_SIZE + CONTROL_LENGTH) >= CONTROL_SIZE
                && controls.get(JAVA_INT, at + 8) == PosixSocket.SOL_SOCKET
                && controls.get(JAVA_INT, at + 12) == SO_TIMESTAMPNS;
        return stamped ? controls.get(JAVA_LONG, at + 16) * 1_000_000_000L + controls.get(JAVA_LONG, at + 24) : 0;
    }

    /// Puts a frame behind the others that are to be sent.
    ///
    /// @return false if there is no room: send first
    public boolean add(byte[] frame) {
        if (filled == capacity) return false;
        MemorySegment.copy(frame, 0, frames, JAVA_BYTE, (long) filled * longest, frame.length);
        vectors.set(JAVA_LONG, filled * IOVEC_SIZE + 8, frame.length);
        headers.set(ADDRESS, filled * MMSGHDR_SIZE + CONTROL, MemorySegment.NULL);
        headers.set(JAVA_LONG, filled * MMSGHDR_SIZE + CONTROL_LENGTH, 0);
        filled++;
        return true;
    }

    /// Sends what was added, and is empty again.
    ///
    /// @return how many frames the kernel did not take
    public int send(PacketSocket socket) {
        int sent = 0;
        int refused = 0;
        while (sent + refused < filled) {
            int done = sendFrom(socket, sent + refused);
            if (done > 0) {
                sent += done;
            } else {
                // the first of them is what it did not take; the others may still go
                refused++;
            }
        }
        filled = 0;
        return refused;
    }

    private int sendFrom(PacketSocket socket, int first) {
        try {
            return (int) Libc.SendMMsg.CALL.invokeExact(
                    state, socket.socket().descriptor(), headers.asSlice(first * MMSGHDR_SIZE), filled - first, 0);
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    private void refuse(String call) throws PosixException {
        Errno errno = Libc.errno(state);
        if (errno.number() != Errno.EAGAIN && errno.number() != Errno.EINTR) throw new PosixException(call, errno);
    }
}
