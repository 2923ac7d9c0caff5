package org.wirelab.bench.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wirelab.bench.Setting;
import org.wirelab.bench.TimedRun;
import org.wirelab.bench.Tool;
import org.wirelab.bench.Usage;
import org.wirelab.run.LabException;

/// One program that reads captures, and what it cost in each round.
final class Reader {

    /// Wireshark's flags, as `tshark -G fields` lists them under tcp.analysis.
    private static final List<String> FLAGS = List.of(
            "retransmission",
            "fast_retransmission",
            "spurious_retransmission",
            "out_of_order",
            "lost_segment",
            "ack_lost_segment",
            "duplicate_ack_num",
            "zero_window",
            "zero_window_probe",
            "zero_window_probe_ack",
            "window_full",
            "window_update",
            "keep_alive",
            "keep_alive_ack",
            "reused_ports",
            "ack_rtt",
            "bytes_in_flight");

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final List<Integer> accepted;
    private final long packets;
    private final List<Usage> rounds = new ArrayList<>();

    private Reader(
            String name, long packets, List<String> command, Map<String, String> environment, List<Integer> accepted) {
        this.name = name;
        this.packets = packets;
        this.command = command;
        this.environment = environment;
        this.accepted = accepted;
    }

    static Reader tshark(Path capture, long packets) throws LabException {
        List<String> line = new ArrayList<>(List.of(
                Tool.TSHARK.require().toString(),
                "-n",
                "-r",
                capture.toString(),
                "-T",
                "fields",
                "-e",
                "frame.number"));
        line.addAll(List.of("-e", "tcp.stream"));
        FLAGS.forEach(flag -> line.addAll(List.of("-e", "tcp.analysis." + flag)));
        return new Reader("tshark -T fields", packets, line, Map.of(), List.of(0));
    }

    static Reader tcpdump(Path capture, long packets) throws LabException {
        List<String> line = List.of(Tool.TCPDUMP.require().toString(), "-nn", "-r", capture.toString());
        return new Reader("tcpdump -nn", packets, line, Map.of(), List.of(0));
    }

    /// @param heap the most that Java may have, as its option -Xmx takes it
    static Reader lab(Setting setting, Path capture, long packets, String heap) {
        List<String> line = List.of(setting.lab().toString(), "read", capture.toString());
        // 1: something in the capture is not as documented, which is no failure of reading it
        return new Reader("lab read", packets, line, Map.of("LAB_JAVA_OPTS", "-Xmx" + heap), List.of(0, 1));
    }

    /// Reads the capture once more.
    void run(Setting setting) throws LabException, InterruptedException {
        setting.say("round " + (rounds.size() + 1) + ": " + name);
        rounds.add(TimedRun.of(setting, command, environment, accepted));
    }

    /// Reads it without counting: the page cache is warm then, and the launcher has prepared what it prepares once.
    void warmUp(Setting setting) throws LabException, InterruptedException {
        setting.say("warming up: " + name);
        Usage _ = TimedRun.of(setting, command, environment, accepted);
    }

    String name() {
        return name;
    }

    long packets() {
        return packets;
    }

    /// Microseconds of CPU for each packet, round by round.
    double[] microsPerPacket() {
        return rounds.stream().mapToDouble(round -> round.cpu() * 1e6 / packets).toArray();
    }

    double[] cpu() {
        return rounds.stream().mapToDouble(Usage::cpu).toArray();
    }

    double[] wall() {
        return rounds.stream().mapToDouble(Usage::wall).toArray();
    }

    /// The largest of all rounds.
    double residentMib() {
        return rounds.stream().mapToDouble(Usage::residentMib).max().orElseThrow();
    }
}
