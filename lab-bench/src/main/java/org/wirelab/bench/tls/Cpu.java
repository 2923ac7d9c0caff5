package org.wirelab.bench.tls;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// CPU time in nanoseconds: of the thread that asks, and of all threads of Java that live. The process's own
/// count would have steps of 10 ms.
record Cpu(long thread, long all) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    static Cpu now() {
        long all = 0;
        for (long id : THREADS.getAllThreadIds()) {
            all += Math.max(0, THREADS.getThreadCpuTime(id));
        }
        return new Cpu(THREADS.getCurrentThreadCpuTime(), all);
    }

    /// Of this thread alone: cheap enough to be read around a single handshake.
    static Cpu ofThisThread() {
        long thread = THREADS.getCurrentThreadCpuTime();
        return new Cpu(thread, thread);
    }

    Cpu since(Cpu before) {
        return new Cpu(thread - before.thread, all - before.all);
    }

    /// With what all other threads did later.
    Cpu andOthers(Cpu later) {
        return new Cpu(thread, all + later.all - later.thread);
    }
}
