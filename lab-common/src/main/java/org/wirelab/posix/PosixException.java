package org.wirelab.posix;

import java.io.IOException;

/// A system call that the kernel refused, with the reason that it left in `errno`.
public final class PosixException extends IOException {
    private static final long serialVersionUID = 1;

    private final String call;
    private final Errno errno;

    public PosixException(String call, Errno errno) {
        super(call + ": " + errno);
        this.call = call;
        this.errno = errno;
    }

    /// The system call, with what it was asked for where that helps: `ioctl(SIOCSIFMTU)`.
    public String call() {
        return call;
    }

    public Errno errno() {
        return errno;
    }

    /// Whether the caller lacks a right that another user would have.
    public boolean notPermitted() {
        return errno.number() == Errno.EPERM || errno.number() == Errno.EACCES;
    }
}
