package org.wirelab.tcp.analysis;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.wirelab.testing.Tools;

/// What tshark says of the segments of a capture file.
final class Tshark {
    private static final List<String> NUMBERS = List.of(
            "frame.number",
            "tcp.stream",
            "tcp.analysis.duplicate_ack_num",
            "tcp.analysis.duplicate_ack_frame",
            "tcp.analysis.ack_rtt",
            "tcp.analysis.acks_frame",
            "tcp.analysis.bytes_in_flight",
            "tcp.analysis.initial_rtt");

    private Tshark() {}

    /// What it says of one segment; -1 for what it does not say.
    record Said(
            long frame,
            long stream,
            Set<AnalysisFlag> flags,
            long duplicateNumber,
            long duplicateFrame,
            long rttNanos,
            long ackedFrame,
            long inFlight,
            long initialRttNanos) {}

    /// Its words on each TCP segment of the file, in their order.
    static List<Said> read(Path capture) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Tools.require("tshark").toString(), "-n", "-r", capture.toString(), "-Y", "tcp", "-T", "fields"));
        Stream.concat(NUMBERS.stream(), Stream.of(AnalysisFlag.values()).map(flag -> "tcp.analysis." + flag.label()))
                .forEach(field -> command.addAll(List.of("-e", field)));
        Path output = Files.createTempFile("tshark", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) throw new IOException("tshark failed: " + process.exitValue());
            return Files.readAllLines(output, StandardCharsets.UTF_8).stream()
                    .map(Tshark::said)
                    .toList();
        } finally {
            Files.delete(output);
        }
    }

    private static Said said(String line) {
        String[] fields = line.split("\t", -1);
        EnumSet<AnalysisFlag> flags = EnumSet.noneOf(AnalysisFlag.class);
        for (AnalysisFlag flag : AnalysisFlag.values()) {
            if (!fields[NUMBERS.size() + flag.ordinal()].isEmpty()) flags.add(flag);
        }
        return new Said(
                number(fields[0]),
                number(fields[1]),
                flags,
                number(fields[2]),
                number(fields[3]),
                nanos(fields[4]),
                number(fields[5]),
                number(fields[6]),
                nanos(fields[7]));
    }

    private static long number(String field) {
        return field.isEmpty() ? -1 : Long.parseLong(field);
    }

    private static long nanos(String seconds) {
        return seconds.isEmpty()
                ? -1
                : new BigDecimal(seconds).movePointRight(9).longValueExact();
    }
}
