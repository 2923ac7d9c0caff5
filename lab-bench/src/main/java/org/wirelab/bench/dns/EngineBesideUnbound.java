package org.wirelab.bench.dns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.bench.Namespace;
import org.wirelab.bench.Setting;
import org.wirelab.bench.Spread;
import org.wirelab.bench.Table;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// Many names at a time, each a walk of two exchanges, by the lab's engine and by unbound in turns.
final class EngineBesideUnbound {

    private static final int NAMES = 20_000;
    private static final int ROUNDS = 7;
    private static final double MICROS = 1e6;

    private final Setting setting;

    EngineBesideUnbound(Setting setting) {
        this.setting = setting;
    }

    Table table() throws LabException, InterruptedException {
        int names = setting.quick() ? 2_000 : NAMES;
        int rounds = setting.quick() ? 1 : ROUNDS;
        setting.say(rounds + " rounds of " + names + " names each, the engine and unbound in turns");
        List<ColdNames.Round> engine = new ArrayList<>();
        List<ColdNames.Round> unbound = new ArrayList<>();
        for (String line : printed(names, rounds).lines().toList()) {
            ColdNames.Round round = ColdNames.Round.parse(line);
            (round.who().equals("lab") ? engine : unbound).add(round);
        }
        if (engine.isEmpty() || engine.size() != unbound.size()) {
            throw new LabException(ExitCode.INTERNAL, "rounds are missing: run it again");
        }
        double[] labCpu = micros(engine, names);
        double[] unboundCpu = micros(unbound, names);
        return new Table(
                List.of("who walks", "CPU µs a name", "names/s", "names lost", "CPU, times unbound's"),
                List.of(
                        row("lab, its engine in a warm JVM", engine, labCpu, names, labCpu, unboundCpu),
                        row("unbound, 1 thread, iterator only", unbound, unboundCpu, names, unboundCpu, unboundCpu)),
                List.of(
                        names + " names that nobody has asked for yet, 100 in flight, memory and cache empty at the"
                                + " start of each round; a name takes a referral of its top-level domain and an answer,"
                                + " each query from a fresh socket on a random port. Median (smallest to largest) of "
                                + rounds + " rounds in turns, the ratio taken round by round. The goal is at most 1.",
                        "CPU is user and system time of the whole process: for the lab all threads of the JVM, after "
                                + ColdNames.WARM_UP + " rounds that do not count, without a trace; for unbound what"
                                + " /proc/PID/stat says, without the program that asks it. The servers are three nsd.",
                        "A name is lost when its walk does not end in its address."));
    }

    private static List<String> row(
            String who, List<ColdNames.Round> rounds, double[] cpu, int names, double[] over, double[] under) {
        double[] rates = rounds.stream()
                .mapToDouble(round -> names / round.wallSeconds())
                .toArray();
        int lost = rounds.stream().mapToInt(ColdNames.Round::lost).sum();
        return List.of(
                who,
                Spread.of(cpu).text(1),
                Spread.of(rates).text(0),
                Integer.toString(lost),
                over == under ? "1" : Spread.ofRatios(over, under).text(2));
    }

    private static double[] micros(List<ColdNames.Round> rounds, int names) {
        return rounds.stream()
                .mapToDouble(round -> round.cpuSeconds() * MICROS / names)
                .toArray();
    }

    private String printed(int names, int rounds) throws LabException, InterruptedException {
        try {
            Path folder = Files.createDirectories(setting.cache().resolve("dns"));
            String java = ProcessHandle.current().info().command().orElse("java");
            return Namespace.run(
                    setting,
                    getClass(),
                    "cold-names.sh",
                    folder.toString(),
                    Integer.toString(names),
                    java,
                    "-Xlog:disable",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ColdNames.class.getName(),
                    folder.toString(),
                    DnsMeasure.UNBOUND.require().toString(),
                    Integer.toString(names),
                    Integer.toString(rounds));
        } catch (IOException e) {
            throw new LabException(ExitCode.INTERNAL, "cannot make a folder: " + e.getMessage(), e);
        }
    }
}
