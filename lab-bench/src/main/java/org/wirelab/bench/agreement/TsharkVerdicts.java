package org.wirelab.bench.agreement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.wirelab.bench.Tool;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.analysis.AnalysisFlag;

/// What tshark says of each TCP segment of a capture.
final class TsharkVerdicts {
    private static final List<String> NUMBERS =
            List.of("frame.number", "tcp.stream", "tcp.analysis.ack_rtt", "tcp.analysis.bytes_in_flight");

    private TsharkVerdicts() {}

    /// In the order of the capture. Packets that ICMP messages quote are none of the connection's segments.
    static List<Verdict> of(Path capture) throws LabException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Tool.TSHARK.require().toString(),
                "-n",
                "-r",
                capture.toString(),
                "-Y",
                "tcp && !icmp && !icmpv6",
                "-T",
                "fields"));
        Stream.concat(NUMBERS.stream(), Stream.of(AnalysisFlag.values()).map(flag -> "tcp.analysis." + flag.label()))
                .forEach(field -> command.addAll(List.of("-e", field)));
        Path answer = capture.resolveSibling(capture.getFileName() + ".tshark");
        try {
            Process tshark = new ProcessBuilder(command)
                    .redirectOutput(answer.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (tshark.waitFor() != 0) {
                throw new LabException(ExitCode.LACKING, "tshark cannot read " + capture);
            }
            return Files.readAllLines(answer, StandardCharsets.UTF_8).stream()
                    .map(TsharkVerdicts::verdict)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Verdict verdict(String line) {
        String[] fields = line.split("\t", -1);
        EnumSet<AnalysisFlag> flags = EnumSet.noneOf(AnalysisFlag.class);
        for (AnalysisFlag flag : AnalysisFlag.values()) {
            if (!fields[NUMBERS.size() + flag.ordinal()].isEmpty()) flags.add(flag);
        }
        long rtt = fields[2].isEmpty()
                ? -1
                : new BigDecimal(fields[2]).movePointRight(9).longValueExact();
        long inFlight = fields[3].isEmpty() ? -1 : Long.parseLong(fields[3]);
        return new Verdict(Long.parseLong(fields[0]), Long.parseLong(fields[1]), flags, rtt, inFlight, true);
    }
}
