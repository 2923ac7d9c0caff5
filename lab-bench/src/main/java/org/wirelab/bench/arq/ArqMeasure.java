package org.wirelab.bench.arq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wirelab.arq.ArqObservation;
import org.wirelab.bench.Measure;
import org.wirelab.bench.Setting;
import org.wirelab.bench.Spread;
import org.wirelab.bench.Table;
import org.wirelab.bench.Tool;
import org.wirelab.run.LabException;

/// Selective repeat over loopback, everything acknowledged and compared by SHA-256, beside what arrives of iperf3's
/// datagrams at the rate at which most of them do.
public final class ArqMeasure implements Measure {

    private static final int DATAGRAM = 1400;
    private static final List<Integer> WINDOWS = List.of(16, 64, 256, 1024, 2048);
    private static final List<String> RATES =
            List.of("0", "200M", "400M", "600M", "800M", "1G", "1200M", "1500M", "2G", "3G");
    /// The system's own, and as much as the lab's sockets ask for.
    private static final List<String> BUFFERS = List.of("", "4M");

    private static final int FINALISTS = 3;
    private static final int TRIES = 3;
    private static final int ROUNDS = 9;
    private static final int SECONDS = 3;
    private static final long WARM_UP = 400_000_000;
    private static final long FEWEST = 20_000_000;

    /// What the rounds came to, for one window or for iperf3.
    private static final class Series {
        /// How many octets take about as long as they should.
        long octets = WARM_UP;

        final List<Double> rates = new ArrayList<>();
        final List<Double> shares = new ArrayList<>();

        void add(double rate, double share) {
            rates.add(rate);
            shares.add(share);
        }

        double[] gigabits() {
            return rates.stream().mapToDouble(rate -> rate / 1e9).toArray();
        }

        String percent() {
            double[] percents =
                    shares.stream().mapToDouble(share -> share * 100).toArray();
            return Spread.of(percents).text(1);
        }
    }

    @Override
    public String name() {
        return "arq";
    }

    @Override
    public String describe() {
        return "selective repeat over UDP, beside iperf3 -u";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.IPERF3);
    }

    @Override
    public Table run(Setting setting) throws LabException, InterruptedException {
        int rounds = setting.quick() ? 2 : ROUNDS;
        int seconds = setting.quick() ? 1 : SECONDS;
        Map<Integer, Series> lab = new LinkedHashMap<>();
        setting.say("a transfer with each window, to warm up");
        for (int window : WINDOWS) {
            ArqObservation.Finished finished = new SelectiveTransfer(window, DATAGRAM).carry(WARM_UP, window);
            Series series = new Series();
            series.octets = size(finished, seconds);
            lab.put(window, series);
        }
        Iperf3Datagrams best = best(setting, seconds);
        setting.say(rounds + " rounds of " + (WINDOWS.size() + 1) + " transfers of about " + seconds + " s");
        Series iperf3 = new Series();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<Integer, Series> each : lab.entrySet()) {
                Series series = each.getValue();
                ArqObservation.Finished finished =
                        new SelectiveTransfer(each.getKey(), DATAGRAM).carry(series.octets, round + 1);
                series.add(rate(finished), finished.again() / (double) finished.frames());
                series.octets = size(finished, seconds);
            }
            Iperf3Datagrams.Outcome outcome = best.run(DATAGRAM, seconds);
            iperf3.add(outcome.bitsPerSecond(), outcome.lost());
        }
        return table(lab, iperf3, best.toString(), rounds, seconds);
    }

    /// The setting with which most arrives: each is tried once, the best of them again and again.
    private static Iperf3Datagrams best(Setting setting, int seconds) throws LabException, InterruptedException {
        Map<Iperf3Datagrams, Double> arrived = new LinkedHashMap<>();
        for (String buffer : BUFFERS) {
            for (String rate : RATES) {
                Iperf3Datagrams tried = new Iperf3Datagrams(rate, buffer);
                arrived.put(tried, arrived(setting, tried, seconds));
            }
        }
        List<Iperf3Datagrams> finalists = arrived.entrySet().stream()
                .sorted(Map.Entry.<Iperf3Datagrams, Double>comparingByValue().reversed())
                .limit(FINALISTS)
                .map(Map.Entry::getKey)
                .toList();
        Iperf3Datagrams best = finalists.getFirst();
        double most = 0;
        for (Iperf3Datagrams finalist : finalists) {
            double[] tries = new double[TRIES];
            for (int i = 0; i < TRIES; i++) {
                tries[i] = arrived(setting, finalist, seconds);
            }
            double median = Spread.of(tries).median();
            if (median > most) {
                most = median;
                best = finalist;
            }
        }
        return best;
    }

    private static double arrived(Setting setting, Iperf3Datagrams tried, int seconds)
            throws LabException, InterruptedException {
        Iperf3Datagrams.Outcome outcome = tried.run(DATAGRAM, seconds);
        setting.say(String.format(
                Locale.ROOT,
                "iperf3 -u %s: %.2f Gbit/s arrived, %.1f %% lost",
                tried,
                outcome.bitsPerSecond() / 1e9,
                outcome.lost() * 100));
        return outcome.bitsPerSecond();
    }

    private static Table table(Map<Integer, Series> lab, Series iperf3, String best, int rounds, int seconds) {
        List<List<String>> rows = new ArrayList<>();
        double[] theirs = iperf3.gigabits();
        lab.forEach((window, series) -> rows.add(List.of(
                "selective repeat, window " + window,
                Spread.of(series.gigabits()).text(2),
                Spread.ofRatios(series.gigabits(), theirs).text(2),
                series.percent())));
        rows.add(List.of("iperf3 -u " + best, Spread.of(theirs).text(2), "1", iperf3.percent()));
        return new Table(
                List.of("transfer", "Gbit/s received", "times iperf3", "sent again, or lost, %"),
                rows,
                List.of(
                        "Data that arrived over loopback in datagrams of " + DATAGRAM
                                + " octets; of the lab's, 24 are the frame's header and count for nothing. All of it is"
                                + " acknowledged, and its SHA-256 computed at both ends; neither end records.",
                        "Median (smallest to largest) of " + rounds + " rounds of about " + seconds
                                + " s each, all in turns; the ratio is taken round by round. iperf3 has the setting with"
                                + " which most arrived, of -b " + String.join(", ", RATES)
                                + " (0: as much as it can), each with the system's socket buffers and with -w 4M, which"
                                + " the lab's sockets have. The goal is at least 1 at the best window."));
    }

    private static double rate(ArqObservation.Finished finished) {
        return finished.octets() * 8e9 / finished.nanos();
    }

    private static long size(ArqObservation.Finished finished, int seconds) {
        return Math.max(FEWEST, (long) (rate(finished) / 8 * seconds));
    }
}
