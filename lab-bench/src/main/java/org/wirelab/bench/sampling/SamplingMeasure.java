package org.wirelab.bench.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wirelab.bench.Measure;
import org.wirelab.bench.Setting;
import org.wirelab.bench.Spread;
import org.wirelab.bench.Table;
import org.wirelab.bench.Tool;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// A bulk transfer over loopback whose sender's TCP_INFO is read each millisecond, beside the same without:
/// in pairs, in one JVM that has warmed up, and each of the two first in turns.
public final class SamplingMeasure implements Measure {

    private static final int PAIRS = 30;
    private static final int WARMING = 4;

    @Override
    public String name() {
        return "sampling";
    }

    @Override
    public String describe() {
        return "what TCP_INFO read each millisecond costs the transfer, in interleaved pairs";
    }

    @Override
    public List<Tool> tools() {
        return List.of();
    }

    @Override
    public Table run(Setting setting) throws LabException, InterruptedException {
        int pairs = setting.quick() ? 3 : PAIRS;
        int warming = setting.quick() ? 1 : WARMING;
        setting.say((pairs + warming) + " pairs of transfers of 1 s each, about " + 2 * (pairs + warming) + " s");
        List<Outcome> sampled = new ArrayList<>();
        List<Outcome> bare = new ArrayList<>();
        try (Transport transport = Transport.open(2);
                LoopbackTransfer transfer = LoopbackTransfer.open(transport)) {
            if (!transport.epoll()) {
                throw new LabException(ExitCode.LACKING, "TCP_INFO needs the sockets of Linux on x86-64 or ARM");
            }
            for (int pair = -warming; pair < pairs; pair++) {
                boolean sampledFirst = Math.floorMod(pair, 2) == 0;
                Outcome first = transfer.run(sampledFirst);
                Outcome second = transfer.run(!sampledFirst);
                if (pair >= 0) {
                    sampled.add(sampledFirst ? first : second);
                    bare.add(sampledFirst ? second : first);
                }
            }
        }
        return table(sampled, bare);
    }

    private static Table table(List<Outcome> sampled, List<Outcome> bare) {
        double[] with = rates(sampled);
        double[] without = rates(bare);
        double[] work = work(sampled);
        double[] workWithout = work(bare);
        double samples = Spread.of(
                        sampled.stream().mapToDouble(Outcome::samples).toArray())
                .median();
        Spread micros =
                Spread.of(sampled.stream().mapToDouble(Outcome::microsPerSample).toArray());
        return new Table(
                List.of("transfer", "Gbit/s", "CPU seconds a Gbyte", "rate, times without", "CPU, times without"),
                List.of(
                        List.of(
                                "TCP_INFO each millisecond",
                                Spread.of(with).text(1),
                                Spread.of(work).text(2),
                                Spread.ofRatios(with, without).text(3),
                                Spread.ofRatios(work, workWithout).text(3)),
                        List.of(
                                "without",
                                Spread.of(without).text(1),
                                Spread.of(workWithout).text(2),
                                "1",
                                "1")),
                List.of(
                        "One JVM sends to itself over loopback, a second each time, as fast as it goes. Median (smallest"
                                + " to largest) of " + sampled.size()
                                + " pairs, sampled and not in turns, each first in every other pair; the ratios are"
                                + " taken pair by pair. CPU time is that of the whole process, sender, receiver and"
                                + " sampler.",
                        String.format(
                                Locale.ROOT,
                                "A transfer had %.0f samples (median). The sampling thread itself took %s µs of a processor"
                                        + " for each: at a thousand a second %.1f %% of one.",
                                samples,
                                micros.text(1),
                                micros.median() / 10)));
    }

    private static double[] rates(List<Outcome> outcomes) {
        return outcomes.stream().mapToDouble(Outcome::gigabits).toArray();
    }

    private static double[] work(List<Outcome> outcomes) {
        return outcomes.stream().mapToDouble(Outcome::cpuSecondsPerGigabyte).toArray();
    }
}
