package org.wirelab.server.tls;

import static org.wirelab.server.tls.HandMadeClient.preMasterSecret;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.server.tls.NoOracleTest.KeyExchange;

/// A measure, which asserts nothing: how long the server takes to refuse each kind of wrong secret.
///
/// The kinds take turns in random order, so that whatever slows the machine down slows all of them. Run with
/// `-Danswer.times=500`; docs/reference/tls-server-safety.md has a result.
@EnabledIfSystemProperty(named = "answer.times", matches = "\\d+")
class AnswerTimes {

    private static final int RESAMPLES = 2000;
    private static final Random RANDOM = new Random(1);

    @TempDir
    Path home;

    @Test
    void ofEachKindOfWrongSecret() throws Exception {
        int rounds = Integer.parseInt(System.getProperty("answer.times", "0"));
        Map<KeyExchange, double[]> micros = new EnumMap<>(KeyExchange.class);
        for (KeyExchange kind : KeyExchange.values()) {
            micros.put(kind, new double[rounds]);
        }
        try (ServedTls served = new ServedTls(home, Unhurried.LIMITS)) {
            List<KeyExchange> order = new ArrayList<>(List.of(KeyExchange.values()));
            for (int round = -rounds / 5; round < rounds; round++) { // the first fifth warms the JVM up
                Collections.shuffle(order, RANDOM);
                for (KeyExchange kind : order) {
                    double time = answerMicros(served, kind);
                    if (round >= 0) {
                        micros.get(kind)[round] = time;
                    }
                }
            }
        }
        print(micros);
    }

    /// From the last byte that is sent to the last that comes back.
    private static double answerMicros(ServedTls served, KeyExchange kind) throws Exception {
        try (HandMadeClient client = HandMadeClient.greeted(served.address())) {
            byte[] flight = client.lastFlight(kind.of(client, preMasterSecret()), preMasterSecret());
            long before = System.nanoTime();
            client.send(flight);
            client.readRecord();
            return (System.nanoTime() - before) / 1e3;
        }
    }

    private static void print(Map<KeyExchange, double[]> micros) {
        double[] reference = micros.get(KeyExchange.WELL_FORMED);
        StringBuilder table = new StringBuilder("\n| what is wrong | median, µs | quartiles, µs | difference of the"
                + " medians to the first, µs (95 %) |\n|---|---|---|---|\n");
        micros.forEach((kind, times) -> {
            double[] difference = interval(times, reference);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f to %.0f | %s |%n",
                    kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    quantile(times, 0.5),
                    quantile(times, 0.25),
                    quantile(times, 0.75),
                    kind == KeyExchange.WELL_FORMED
                            ? "–"
                            : String.format(Locale.ROOT, "%+.0f to %+.0f", difference[0], difference[1])));
        });
        System.out.println(table);
    }

    /// By drawing anew from both, many times (bootstrap).
    private static double[] interval(double[] times, double[] reference) {
        double[] differences = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            differences[i] = quantile(drawn(times), 0.5) - quantile(drawn(reference), 0.5);
        }
        return new double[] {quantile(differences, 0.025), quantile(differences, 0.975)};
    }

    private static double[] drawn(double[] from) {
        double[] drawn = new double[from.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = from[RANDOM.nextInt(from.length)];
        }
        return drawn;
    }

    private static double quantile(double[] values, double at) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(at * sorted.length))];
    }
}
