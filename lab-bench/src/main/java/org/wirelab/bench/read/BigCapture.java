package org.wirelab.bench.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.wirelab.bench.Namespace;
import org.wirelab.bench.Setting;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// The captures that reading is measured with: real traffic of iperf3, taken by tcpdump in a network of its own, and
/// the same ten times over. Made once, kept under target/.
///
/// @param tenth the traffic as it was captured
/// @param whole ten times as much
/// @param packets how many `whole` has
record BigCapture(Path tenth, Path whole, long packets) {

    private static final int TIMES = 10;
    private static final long PACKETS = 10_000_000;
    private static final long PACKETS_FOR_A_TRY = 200_000;

    /// 192.0.2.1: the client in make-capture.sh.
    private static final int CLIENT = 0xc000_0201;

    /// The capture of this size, from the cache where it has been made before.
    static BigCapture of(Setting setting) throws LabException, InterruptedException {
        long packets = setting.quick() ? PACKETS_FOR_A_TRY : PACKETS;
        Path tenth = setting.cache().resolve("read-" + packets / TIMES + ".pcap");
        Path whole = setting.cache().resolve("read-" + packets + ".pcap");
        if (!Files.exists(tenth)) {
            setting.say("capturing " + packets / TIMES + " packets of iperf3 (once)");
            capture(setting, tenth, packets / TIMES);
        }
        try {
            if (!Files.exists(whole)) {
                setting.say("repeating them " + TIMES + " times (once)");
                long written = RepeatedCapture.write(tenth, whole, TIMES, CLIENT);
                if (written != packets) {
                    throw new IOException(tenth + " has " + written / TIMES + " packets: delete it");
                }
            }
        } catch (IOException e) {
            throw new LabException(ExitCode.INTERNAL, "cannot make " + whole + ": " + e.getMessage(), e);
        }
        return new BigCapture(tenth, whole, packets);
    }

    private static void capture(Setting setting, Path target, long packets) throws LabException, InterruptedException {
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        String _ = Namespace.run(
                setting, BigCapture.class, "make-capture.sh", unfinished.toString(), Long.toString(packets));
        try {
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(Path.of(unfinished + ".log"));
        } catch (IOException e) {
            throw new LabException(ExitCode.LACKING, "cannot keep the capture: " + e.getMessage(), e);
        }
    }
}
