package org.wirelab.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;

/// A network namespace (network_namespaces(7)), held by a file descriptor: it exists at least as long as this is open.
///
/// A namespace belongs to a *thread*: what a thread opens (sockets, `/proc/sys/net`) and what it starts (processes) is
/// of the namespace that it is in at that moment. Only platform threads, because a virtual one changes its carrier.
public final class NetworkNamespace implements AutoCloseable {
    private static final String OF_THIS_THREAD = "/proc/thread-self/ns/net";
    private static final int CLONE_NEWNET = 0x40000000;
    private static final int O_RDONLY = 0;
    private static final int O_CLOEXEC = 0x80000;

    private final int descriptor;
    private final AtomicBoolean closed = new AtomicBoolean();

    private NetworkNamespace(int descriptor) {
        this.descriptor = descriptor;
    }

    /// Puts the calling thread into a new, empty namespace: one interface `lo`, which is down.
    ///
    /// @throws PosixException EPERM without CAP_SYS_ADMIN in this user namespace
    public static void unshare() throws PosixException {
        refuseVirtualThreads();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            Libc.check((int) Libc.Unshare.CALL.invokeExact(state, CLONE_NEWNET), "unshare(CLONE_NEWNET)", state);
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /// The namespace that the calling thread is in.
    public static NetworkNamespace current() throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            MemorySegment path = arena.allocateFrom(OF_THIS_THREAD);
            int result = (int) Libc.Open.CALL.invokeExact(state, path, O_RDONLY | O_CLOEXEC);
            return new NetworkNamespace((int) Libc.check(result, "open(" + OF_THIS_THREAD + ")", state));
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /// Puts the calling thread into this namespace.
    public void enter() throws PosixException {
        refuseVirtualThreads();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            Libc.check((int) Libc.SetNs.CALL.invokeExact(state, descriptor(), CLONE_NEWNET), "setns", state);
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /// For messages to the kernel that name a namespace.
    int descriptor() {
        if (closed.get()) throw new IllegalStateException("the namespace is closed");
        return descriptor;
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) Libc.close(descriptor);
    }

    private static void refuseVirtualThreads() {
        if (Thread.currentThread().isVirtual()) throw new IllegalStateException("a virtual thread has no namespace");
    }
}
