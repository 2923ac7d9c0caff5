package org.wirelab.bench.authority;

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

/// `lab server dns` beside nsd: the same zone and the same questions from dnsperf, without DNSSEC and with it.
public final class AuthorityMeasure implements Measure {

    private static final Tool DNSPERF = new Tool("dnsperf", "dnsperf", "");
    private static final int ROUNDS = 7;
    private static final int SECONDS = 5;
    private static final int RUNS_A_ROUND = 5;

    @Override
    public String name() {
        return "dns-authority";
    }

    @Override
    public String describe() {
        return "the authoritative name server beside nsd, asked by dnsperf";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.NSD, DNSPERF, Tool.DIG, Tool.PGREP, Tool.UNSHARE, Tool.IP);
    }

    @Override
    public Table run(Setting setting) throws LabException, InterruptedException {
        int rounds = setting.quick() ? 1 : ROUNDS;
        int seconds = setting.quick() ? 2 : SECONDS;
        setting.say(rounds + " rounds of " + RUNS_A_ROUND + " runs of " + seconds + " s, about "
                + rounds * RUNS_A_ROUND * (seconds + 1) + " s");
        String folder = AskedZone.make(setting).toString();
        String printed = Namespace.run(
                setting, getClass(), "questions.sh", setting.lab().toString(), folder, "" + seconds, "" + rounds);
        List<Asked> runs = new ArrayList<>();
        for (String line : printed.lines().toList()) {
            runs.add(Asked.parse(line));
        }
        return table(runs, seconds);
    }

    private static Table table(List<Asked> runs, int seconds) throws LabException {
        List<Asked> half = of(runs, "half");
        if (half.isEmpty() || of(runs, "nsd").size() != half.size()) {
            throw new LabException(ExitCode.INTERNAL, "runs are missing: run it again");
        }
        long sent = half.stream().mapToLong(Asked::sent).sum();
        long lost = half.stream().mapToLong(Asked::lost).sum();
        return new Table(
                List.of("server", "queries/s", "times nsd", "CPU µs a query", "lost"),
                List.of(
                        row("nsd", runs, "nsd", "nsd"),
                        row("lab server dns", runs, "lab", "nsd"),
                        row("lab, held at half of nsd's rate", runs, "half", "nsd"),
                        row("nsd, DO bit set", runs, "nsd-dnssec", "nsd-dnssec"),
                        row("lab server dns, DO bit set", runs, "lab-dnssec", "nsd-dnssec")),
                List.of(
                        "Over loopback in a namespace of its own, one thread of nsd, two event loops of the lab (one socket, so"
                                + " one at work), dnsperf beside them with 100 queries in flight. Median (smallest to largest) of "
                                + half.size() + " rounds of " + seconds
                                + " s, in turns; the ratio is taken round by round. The"
                                + " goal is at least 0.5.",
                        "A zone of 10,000 names, signed with NSEC; 9 of 10 questions have an answer, 1 is about a name that does"
                                + " not exist. nsd loads the signatures; the lab makes each when it is first asked for, and the rounds"
                                + " begin when most are made.",
                        String.format(
                                Locale.ROOT,
                                "Held at half of the rate that nsd had just shown, or a little more, %,d queries were sent and %,d lost.",
                                sent,
                                lost)));
    }

    private static List<String> row(String name, List<Asked> runs, String who, String peer) {
        List<Asked> own = of(runs, who);
        double[] rates = own.stream().mapToDouble(Asked::rate).toArray();
        double[] peers = of(runs, peer).stream().mapToDouble(Asked::rate).toArray();
        double[] micros = own.stream().mapToDouble(Asked::microsPerQuery).toArray();
        long lost = own.stream().mapToLong(Asked::lost).sum();
        return List.of(
                name,
                Spread.of(rates).text(0),
                who.equals(peer) ? "1" : Spread.ofRatios(rates, peers).text(2),
                Spread.of(micros).text(1),
                "" + lost);
    }

    private static List<Asked> of(List<Asked> runs, String who) {
        return runs.stream().filter(run -> run.who().equals(who)).toList();
    }
}
