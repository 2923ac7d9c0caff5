package org.wirelab.bench.tls;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import org.wirelab.bench.Spread;
import org.wirelab.run.LabException;
import org.wirelab.tls.pki.LabPki;

/// What recording adds to a handshake: recorded and unrecorded batches, one directly after the other, many times.
///
/// @param plainMillis CPU of one unrecorded handshake, both sides
/// @param thread what the thread that shakes hands pays for recording
/// @param process what that thread and the trace's own pay together
record RecordingCost(Spread plainMillis, Interval thread, Interval process) {

    private static final int BATCH = 10;

    /// @param pairs of batches
    static RecordingCost of(Mode mode, LabPki pki, Listening listening, int pairs, int warmUp)
            throws IOException, InterruptedException {
        SecureRandom random = new SecureRandom();
        Handshakes plain = Handshakes.plain(mode, pki, random);
        Handshakes recorded = Handshakes.recorded(mode, pki, random, listening);
        for (int i = 0; i < warmUp; i++) {
            batch(plain, listening);
            batch(recorded, listening);
        }
        double[] thread = new double[pairs];
        double[] process = new double[pairs];
        double[] plainMillis = new double[pairs];
        for (int pair = 0; pair < pairs; pair++) {
            // who comes first takes turns: what the one leaves behind for the collector, the other must not pay alone
            boolean plainFirst = pair % 2 == 0;
            Cpu first = batch(plainFirst ? plain : recorded, listening);
            Cpu second = batch(plainFirst ? recorded : plain, listening);
            Cpu without = plainFirst ? first : second;
            Cpu with = plainFirst ? second : first;
            thread[pair] = (double) with.thread() / without.thread();
            process[pair] = (double) with.all() / without.all();
            plainMillis[pair] = without.thread() / 1e6 / BATCH;
        }
        return new RecordingCost(Spread.of(plainMillis), Interval.of(thread), Interval.of(process));
    }

    private static Cpu batch(Handshakes handshakes, Listening listening) throws IOException, InterruptedException {
        Cpu before = Cpu.now();
        for (int i = 0; i < BATCH; i++) {
            handshakes.once();
        }
        listening.settle();
        return Cpu.now().since(before);
    }

    /// A row of the table.
    List<String> row(Mode mode, String what) {
        return List.of(
                mode.words() + "; " + what,
                String.format(Locale.ROOT, "%.2f", plainMillis.median()),
                thread.asAddition(),
                process.asAddition(),
                Integer.toString(thread.pairs()));
    }

    /// What a reader must know of its rows.
    static List<String> notes() {
        return List.of(
                "Client and server are engines in one thread, octets handed over in memory; both of them record. A pair is "
                        + BATCH + " recorded and " + BATCH
                        + " unrecorded handshakes, one directly after the other, who comes first taking turns. What recording adds"
                        + " is the median of the pairs' ratios, with the interval in which it lies with a confidence of 95 %"
                        + " (by ranks). The unrecorded ones are Bouncy Castle's own classes with the same offer, choices and checks"
                        + " of the certificate.",
                "The goal, under 5 %, is for the thread that shakes hands: what it pays delays the handshake. The column beside it"
                        + " adds the trace's own thread, on which messages are taken apart, every value is derived a second"
                        + " time and, in the second row, judged and written. The JVM's collector and compilers are in"
                        + " neither.");
    }

    /// What runs it, closing the listener behind it.
    static RecordingCost measured(Mode mode, LabPki pki, Listening listening, int pairs, int warmUp)
            throws IOException, InterruptedException, LabException {
        try (listening) {
            return of(mode, pki, listening, pairs, warmUp);
        }
    }
}
