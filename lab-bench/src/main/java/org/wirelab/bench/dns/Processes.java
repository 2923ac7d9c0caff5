package org.wirelab.bench.dns;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What processes have cost so far.
final class Processes {
    private Processes() {}

    private static final double TICKS_PER_SECOND = 100;
    /// proc(5): utime and stime, counted from behind the command's name, which may hold blanks.
    private static final int UTIME = 11;

    /// Of this process: all its threads, those of the JVM too, in nanoseconds.
    static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /// Of another process, in seconds, to a hundredth.
    static double cpuSeconds(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Double.parseDouble(fields[UTIME]) + Double.parseDouble(fields[UTIME + 1])) / TICKS_PER_SECOND;
    }
}
