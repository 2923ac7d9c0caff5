package org.wirelab.bench.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.wirelab.bench.Measure;
import org.wirelab.bench.Setting;
import org.wirelab.bench.Spread;
import org.wirelab.bench.Table;
import org.wirelab.bench.Tables;
import org.wirelab.bench.Tool;
import org.wirelab.link.LinkSettings;
import org.wirelab.run.LabException;

/// The emulated network against what it is set to: how fast it comes up, what it carries, how late it delivers.
public final class LinkMeasure implements Measure {

    private static final int JVMS = 5;
    private static final int AGAIN = 30;
    private static final int ROUNDS = 3;
    private static final int SECONDS = 10;
    private static final int DATAGRAMS = 2000;

    /// With Ethernet's MTU: 1500 octets a packet, less 20 of IPv4, 20 of TCP and 12 of its time stamps (RFC 7323).
    private static final double LARGEST_PAYLOAD_SHARE = 1448.0 / 1500;

    private static final List<LinkSettings> LINKS = List.of(
            LinkSettings.PERFECT,
            LinkSettings.PERFECT
                    .withRate(100_000_000)
                    .withDelay(Duration.ofMillis(10))
                    .withQueue(200),
            LinkSettings.PERFECT
                    .withRate(10_000_000)
                    .withDelay(Duration.ofMillis(50))
                    .withQueue(200));

    private static final List<Duration> DELAYS = List.of(Duration.ZERO, Duration.ofMillis(10));

    @Override
    public String name() {
        return "link";
    }

    @Override
    public String describe() {
        return "the emulated network against its settings: coming up, rate, lateness";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.IPERF3);
    }

    @Override
    public Tables run(Setting setting) throws LabException, InterruptedException {
        return new Tables(List.of(comingUp(setting), rates(setting), lateness(setting)));
    }

    private static Table comingUp(Setting setting) throws LabException, InterruptedException {
        int jvms = setting.quick() ? 1 : JVMS;
        int again = setting.quick() ? 3 : AGAIN;
        List<List<String>> rows = new ArrayList<>();
        for (boolean router : new boolean[] {false, true}) {
            String network = router ? "with a router" : "two hosts";
            setting.say("coming up, " + network + ": " + jvms + " JVMs");
            double[] first = new double[jvms];
            double[] later = {};
            for (int jvm = 0; jvm < jvms; jvm++) {
                double[] times = ComingUp.times(jvm == 0 ? 1 + again : 1, router);
                first[jvm] = times[0];
                if (jvm == 0) {
                    later = Arrays.copyOfRange(times, 1, times.length);
                }
            }
            rows.add(row(network + ", first in a JVM", first));
            rows.add(row(network + ", again in the same JVM", later));
        }
        return new Table(
                List.of("network", "times", "fastest ms", "median ms", "slowest ms"),
                rows,
                List.of(
                        "From the call of `EmulatedNetwork.open` to its return: the loading of the classes is in it, the JVM's own"
                                + " start is not. Options of the JVM as for a short command of `scripts/lab`, but no"
                                + " ahead-of-time cache. Each \"again\" is of the first of those JVMs."));
    }

    private static List<String> row(String what, double[] millis) {
        Spread spread = Spread.of(millis);
        return List.of(
                what,
                Integer.toString(millis.length),
                decimal(spread.min(), 0),
                decimal(spread.median(), 0),
                decimal(spread.max(), 0));
    }

    private static Table rates(Setting setting) throws LabException, InterruptedException {
        int rounds = setting.quick() ? 1 : ROUNDS;
        int seconds = setting.quick() ? 1 : SECONDS;
        double[][] got = new double[LINKS.size()][rounds];
        long[] missed = new long[LINKS.size()];
        for (int round = 0; round < rounds; round++) {
            for (int link = 0; link < got.length; link++) {
                setting.say("iperf3, round " + (round + 1) + " of " + rounds + ": " + words(LINKS.get(link)));
                try (MeasuredNetwork network = MeasuredNetwork.open(LINKS.get(link))) {
                    got[link][round] = Iperf3.transfer(network, seconds);
                    missed[link] += network.end();
                }
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (int link = 0; link < got.length; link++) {
            long set = LINKS.get(link).bitsPerSecond();
            double[] mega = Arrays.stream(got[link]).map(rate -> rate / 1e6).toArray();
            double[] percent =
                    Arrays.stream(got[link]).map(rate -> 100 * rate / set).toArray();
            rows.add(List.of(
                    words(LINKS.get(link)),
                    Spread.of(mega).text(1),
                    set == 0 ? "" : Spread.of(percent).text(1),
                    Long.toString(missed[link])));
        }
        return new Table(
                List.of("link, each way", "TCP Mbit/s", "% of the rate set", "missed"),
                rows,
                List.of(
                        "iperf3 from client to server, one connection of " + seconds
                                + " s on a new network each time: payload as the receiver counted it. Median (smallest to largest) of "
                                + rounds + " rounds, the links in turns.",
                        String.format(
                                Locale.ROOT,
                                "The rate set counts IP headers too: payload in full segments (MTU 1500) can be %.1f %% of it at most.",
                                100 * LARGEST_PAYLOAD_SHARE),
                        "missed: packets that the kernel lost beside the link (`link.ended`), both directions and all rounds together."));
    }

    private static Table lateness(Setting setting) throws LabException, InterruptedException {
        int rounds = setting.quick() ? 1 : ROUNDS;
        int datagrams = setting.quick() ? DATAGRAMS / 10 : DATAGRAMS;
        Lateness[][] late = new Lateness[DELAYS.size()][rounds];
        long[] missed = new long[DELAYS.size()];
        for (int round = 0; round < rounds; round++) {
            for (int delay = 0; delay < late.length; delay++) {
                setting.say("lateness, round " + (round + 1) + " of " + rounds + ": delay "
                        + DELAYS.get(delay).toMillis() + " ms");
                try (MeasuredNetwork network =
                        MeasuredNetwork.open(LinkSettings.PERFECT.withDelay(DELAYS.get(delay)))) {
                    late[delay][round] = Lateness.of(network, datagrams, DELAYS.get(delay));
                    missed[delay] += network.end();
                }
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (int delay = 0; delay < late.length; delay++) {
            rows.add(List.of(
                    DELAYS.get(delay).toMillis() + " ms",
                    counted(late[delay]),
                    micros(late[delay], 0.5),
                    micros(late[delay], 0.9),
                    micros(late[delay], 0.99),
                    micros(late[delay], 1),
                    Long.toString(missed[delay])));
        }
        return new Table(
                List.of("delay set", "datagrams", "median µs late", "90 %", "99 %", "latest", "missed"),
                rows,
                List.of(
                        "Lateness is the kernel's time stamp of a capture at the server, less that of one at the client, less the delay set. "
                                + "Datagrams a millisecond apart, on a link without a rate; the first "
                                + Lateness.BEFORE
                                + " are not counted. Median (smallest to largest) of " + rounds
                                + " rounds, the delays in turns.",
                        "Rate and lateness are of a JVM with its default options. Everything ran " + user() + "."));
    }

    /// How many both captures saw, of how many were sent.
    private static String counted(Lateness[] rounds) {
        int seen = Arrays.stream(rounds).mapToInt(Lateness::datagrams).sum();
        int sent = Arrays.stream(rounds).mapToInt(Lateness::sent).sum();
        return seen + " of " + sent;
    }

    private static String micros(Lateness[] rounds, double share) {
        return Spread.of(Arrays.stream(rounds)
                        .mapToDouble(round -> round.micros(share))
                        .toArray())
                .text(0);
    }

    private static String words(LinkSettings settings) {
        if (settings.bitsPerSecond() == 0) {
            return "no rate, no delay";
        }
        return settings.bitsPerSecond() / 1_000_000 + " Mbit/s, "
                + settings.delay().toMillis() + " ms, queue of " + settings.queuePackets();
    }

    /// user_namespaces(7): the first namespace maps every user to itself.
    private static String user() {
        try {
            String[] map =
                    Files.readString(Path.of("/proc/self/uid_map")).strip().split("\\s+");
            boolean first = map[0].equals("0") && map[1].equals("0") && map[2].equals("4294967295");
            return first ? "as root" : "in a user namespace (user " + map[1] + " outside)";
        } catch (IOException | ArrayIndexOutOfBoundsException e) {
            return "as a user unknown to it";
        }
    }

    private static String decimal(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
