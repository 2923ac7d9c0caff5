package org.wirelab.bench.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wirelab.bench.Measure;
import org.wirelab.bench.Namespace;
import org.wirelab.bench.Setting;
import org.wirelab.bench.Spread;
import org.wirelab.bench.Table;
import org.wirelab.bench.Tool;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// `lab tcp HOST --bulk` to `lab server tcp`, TCP_INFO read each millisecond, beside iperf3 on the same path; and
/// beside itself without samples.
public final class BulkMeasure implements Measure {

    private static final int ROUNDS = 9;
    private static final int SECONDS = 5;

    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public String describe() {
        return "bulk transfer with TCP_INFO each millisecond, beside iperf3";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.IPERF3, Tool.UNSHARE, Tool.IP);
    }

    @Override
    public Table run(Setting setting) throws LabException, InterruptedException {
        int rounds = setting.quick() ? 1 : ROUNDS;
        int seconds = setting.quick() ? 1 : SECONDS;
        setting.say(
                rounds + " rounds of three transfers of " + seconds + " s, about " + rounds * 3 * (seconds + 1) + " s");
        String printed =
                Namespace.run(setting, getClass(), "transfers.sh", setting.lab().toString(), "" + seconds, "" + rounds);
        List<Transfer> transfers = new ArrayList<>();
        for (String line : printed.lines().toList()) {
            transfers.add(Transfer.parse(line));
        }
        return table(transfers, seconds);
    }

    private static Table table(List<Transfer> transfers, int seconds) throws LabException {
        double[] sampled = rates(transfers, "sampled");
        double[] unsampled = rates(transfers, "unsampled");
        double[] iperf3 = rates(transfers, "iperf3");
        if (sampled.length == 0 || sampled.length != iperf3.length || sampled.length != unsampled.length) {
            throw new LabException(ExitCode.INTERNAL, "transfers are missing: run it again");
        }
        Transfer[] withSamples = transfers.stream()
                .filter(transfer -> transfer.who().equals("sampled"))
                .toArray(Transfer[]::new);
        double samples = Spread.of(List.of(withSamples).stream()
                        .mapToDouble(Transfer::samples)
                        .toArray())
                .median();
        double gap = Spread.of(List.of(withSamples).stream()
                        .mapToDouble(transfer -> transfer.longestGapMicros() / 1e3)
                        .toArray())
                .median();
        return new Table(
                List.of("transfer", "Gbit/s", "times iperf3"),
                List.of(
                        row("lab tcp --bulk, TCP_INFO each millisecond", sampled, iperf3),
                        row("lab tcp --bulk --sample 0", unsampled, iperf3),
                        row("iperf3", iperf3, iperf3)),
                List.of(
                        "Receivers' counts, client to server over loopback (MTU 65536, the kernel's defaults) in a namespace of its"
                                + " own. Median (smallest to largest) of " + sampled.length + " rounds of " + seconds
                                + " s, the three in turns; the ratio is taken round by round. The goal is at least 1.",
                        "With samples against without: "
                                + Spread.ofRatios(sampled, unsampled).text(3) + " times the rate.",
                        String.format(
                                Locale.ROOT,
                                "A transfer had %.0f samples, the longest gap between two was %.1f ms (medians): a sample waits for"
                                        + " the write under way, and for a processor.",
                                samples,
                                gap)));
    }

    private static List<String> row(String name, double[] rates, double[] iperf3) {
        double[] giga = new double[rates.length];
        for (int round = 0; round < rates.length; round++) {
            giga[round] = rates[round] / 1e9;
        }
        return List.of(
                name,
                Spread.of(giga).text(1),
                rates == iperf3 ? "1" : Spread.ofRatios(rates, iperf3).text(2));
    }

    private static double[] rates(List<Transfer> transfers, String who) {
        return transfers.stream()
                .filter(transfer -> transfer.who().equals(who))
                .mapToDouble(Transfer::bitsPerSecond)
                .toArray();
    }
}
