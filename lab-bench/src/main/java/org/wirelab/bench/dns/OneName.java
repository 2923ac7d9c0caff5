package org.wirelab.bench.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.wirelab.bench.Setting;
import org.wirelab.bench.Spread;
import org.wirelab.bench.Table;
import org.wirelab.dns.DnsResponse;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Resolution;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.net.Transport;
import org.wirelab.net.UnpredictableNumbers;
import org.wirelab.net.dns.AddressMap;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Recorder;

/// One name at a time, recorded, against servers that take their time: what the engine adds to the round trips.
final class OneName {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final Duration DELAY = Duration.ofMillis(10);
    private static final int WARM_UP = 200;

    private final Setting setting;

    OneName(Setting setting) {
        this.setting = setting;
    }

    Table table() throws LabException, InterruptedException {
        int names = setting.quick() ? 50 : 500;
        setting.say(names + " names, one at a time, over servers that answer after " + DELAY.toMillis() + " ms");
        double[] walks = new double[names];
        double[] trips = new double[names];
        try (Transport transport = Transport.open(1);
                SlowServers servers = new SlowServers(DELAY)) {
            DnsClient client = new DnsClient(transport, new AddressMap(servers.places(), AddressMap.DNS_PORT));
            UnpredictableNumbers random = new UnpredictableNumbers();
            for (int name = -WARM_UP; name < names; name++) {
                Walk walk = walk(client, servers.hints(), random, name);
                if (name >= 0) {
                    walks[name] = walk.millis();
                    trips[name] = walk.roundTripMillis();
                }
            }
        } catch (IOException e) {
            throw new LabException(ExitCode.INTERNAL, "the measure could not go on: " + e.getMessage(), e);
        }
        return new Table(
                List.of("one name at a time", "walk, ms", "its round trips, ms", "walk, times its round trips"),
                List.of(List.of(
                        "lab, warm, recorded",
                        Spread.of(walks).text(2),
                        Spread.of(trips).text(2),
                        Spread.ofRatios(walks, trips).text(3))),
                List.of(
                        "Each walk is three exchanges from the root, with nothing remembered, over UDP on loopback; each"
                                + " server answers after " + DELAY.toMillis() + " ms. Median (smallest to largest) of "
                                + names + " walks. A round trip is from the query's leaving to the response's arrival,"
                                + " as the trace says it; the walk is from the question to the answer. The goal is at"
                                + " most 1.1."));
    }

    private record Walk(double millis, double roundTripMillis) {}

    private static Walk walk(DnsClient client, RootHints hints, UnpredictableNumbers random, int number)
            throws IOException {
        double[] trips = {0};
        Recorder sums = observation -> {
            if (observation instanceof DnsResponse response) {
                trips[0] += response.rttMillis();
            }
        };
        Question question = Question.parse("www.d" + number + ".test", "A");
        long begun = System.nanoTime();
        Move end = client.run(
                        () -> new Resolution(
                                question, Memory.fresh(hints), WalkSettings.UNPRIMED, random, sums, System.nanoTime()),
                        sums)
                .join();
        double millis = (System.nanoTime() - begun) / NANOS_PER_MILLI;
        if (!(end instanceof Move.Answered)) {
            throw new IOException("a walk ended without an answer: " + end);
        }
        return new Walk(millis, trips[0]);
    }
}
