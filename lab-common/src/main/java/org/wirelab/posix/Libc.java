package org.wirelab.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The C library's functions as method handles, each linked when it is first called: linking costs milliseconds.
///
/// Each function takes, before its own arguments, a segment of the layout `CALL_STATE` in which `errno` is left:
/// the JVM may make other system calls on this thread before we could ask for it.
final class Libc {
    static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO_FIELD = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private Libc() {}

    static MemorySegment callState(Arena arena) {
        return arena.allocate(CALL_STATE);
    }

    static Errno errno(MemorySegment callState) {
        return new Errno((int) ERRNO_FIELD.get(callState, 0L));
    }

    /// The function's result, or the exception that its -1 stands for.
    static long check(long result, String call, MemorySegment callState) throws PosixException {
        if (result < 0) throw new PosixException(call, errno(callState));
        return result;
    }

    /// What to throw where a method handle declares any `Throwable`: a mistake of ours as it is, the rest cannot
    /// happen.
    static RuntimeException impossible(Throwable thrown) {
        return thrown instanceof RuntimeException ours ? ours : new IllegalStateException("a downcall threw", thrown);
    }

    /// Lets a file descriptor go; there is nothing to be done about a failure.
    static void close(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            int _ = (int) Close.CALL.invokeExact(callState(arena), descriptor);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static final class Socket {
        static final MethodHandle CALL = link("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    }

    static final class Close {
        static final MethodHandle CALL = link("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }

    static final class Bind {
        static final MethodHandle CALL = link("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    }

    static final class SetSockOpt {
        static final MethodHandle CALL =
                link("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    }

    static final class GetSockOpt {
        static final MethodHandle CALL =
                link("getsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    }

    static final class GetSockName {
        static final MethodHandle CALL =
                link("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    }

    static final class SendTo {
        static final MethodHandle CALL = link(
                "sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    }

    static final class RecvMsg {
        static final MethodHandle CALL = link("recvmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    }

    static final class Poll {
        static final MethodHandle CALL = link("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    }

    static final class PPoll {
        static final MethodHandle CALL =
                link("ppoll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));
    }

    static final class RecvMMsg {
        static final MethodHandle CALL =
                link("recvmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    }

    static final class SendMMsg {
        static final MethodHandle CALL =
                link("sendmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    }

    static final class Open {
        static final MethodHandle CALL =
                link("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    }

    static final class Unshare {
        static final MethodHandle CALL = link("unshare", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }

    static final class SetNs {
        static final MethodHandle CALL = link("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    }

    static final class PrCtl {
        static final MethodHandle CALL =
                link("prctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG), Linker.Option.firstVariadicArg(1));
    }

    static final class Ioctl {
        static final MethodHandle CALL = link(
                "ioctl",
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
                Linker.Option.firstVariadicArg(2));
    }

    private static MethodHandle link(String name, FunctionDescriptor shape, Linker.Option... more) {
        Linker.Option[] options = new Linker.Option[more.length + 1];
        options[0] = ERRNO;
        System.arraycopy(more, 0, options, 1, more.length);
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape, options);
    }
}
