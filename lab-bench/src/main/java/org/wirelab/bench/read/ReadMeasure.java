package org.wirelab.bench.read;

import java.util.List;
import java.util.Locale;
import org.wirelab.bench.Measure;
import org.wirelab.bench.Setting;
import org.wirelab.bench.Spread;
import org.wirelab.bench.Table;
import org.wirelab.bench.Tool;
import org.wirelab.run.LabException;

/// `lab read` beside `tshark -T fields` with the analysis flags and beside `tcpdump -nn`: CPU seconds, time and
/// memory of the whole process.
public final class ReadMeasure implements Measure {

    private static final int ROUNDS = 5;
    private static final String HEAP = "256m";

    @Override
    public String name() {
        return "read";
    }

    @Override
    public String describe() {
        return "lab read beside tshark and tcpdump, a capture of ten million packets";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.TSHARK, Tool.TCPDUMP, Tool.IPERF3, Tool.UNSHARE, Tool.IP, Tool.TIME);
    }

    @Override
    public Table run(Setting setting) throws LabException, InterruptedException {
        BigCapture capture = BigCapture.of(setting);
        long packets = capture.packets();
        Reader tshark = Reader.tshark(capture.tenth(), packets / 10);
        Reader tcpdump = Reader.tcpdump(capture.whole(), packets);
        Reader lab = Reader.lab(setting, capture.whole(), packets, HEAP);
        lab.warmUp(setting);
        int rounds = setting.quick() ? 1 : ROUNDS;
        for (int round = 0; round < rounds; round++) {
            lab.run(setting);
            tshark.run(setting);
            tcpdump.run(setting);
        }
        return new Table(
                List.of(
                        "program",
                        "packets",
                        "CPU s",
                        "wall s",
                        "CPU µs a packet",
                        "max RSS MiB",
                        "CPU, times lab read's"),
                List.of(row(lab, lab), row(tcpdump, lab), row(tshark, lab)),
                List.of(
                        "Whole processes, the start of the JVM included; CPU is user and system time on all processors. "
                                + "Median (smallest to largest) of " + rounds + " rounds, the three programs in turns.",
                        "The last column compares CPU time for one packet, round by round: the goals are at least 50 for tshark "
                                + "and at least 1 for tcpdump.",
                        "lab read ran with a heap limit of " + HEAP
                                + " (-Xmx); its resident set holds the JVM itself too.",
                        "The capture: iperf3 through a loopback of MTU 1500, tcpdump -s 96, "
                                + String.format(Locale.ROOT, "%,d", packets / 10)
                                + " packets, ten times over with other client addresses and time going on. tshark read one tenth."));
    }

    private static List<String> row(Reader reader, Reader lab) {
        return List.of(
                reader.name(),
                String.format(Locale.ROOT, "%,d", reader.packets()),
                Spread.of(reader.cpu()).text(2),
                Spread.of(reader.wall()).text(2),
                Spread.of(reader.microsPerPacket()).text(2),
                String.format(Locale.ROOT, "%.0f", reader.residentMib()),
                reader == lab
                        ? "1"
                        : Spread.ofRatios(reader.microsPerPacket(), lab.microsPerPacket())
                                .text(1));
    }
}
