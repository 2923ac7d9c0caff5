package org.wirelab.bench.tls;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import org.wirelab.bench.Spread;
import org.wirelab.run.LabException;
import org.wirelab.tls.pki.LabPki;

/// What recording adds to a handshake: recorded and unrecorded ones in turns, many times.
///
/// @param plainMillis CPU of one unrecorded handshake, both sides
/// @param single what the thread that shakes hands pays for recording when recorded and unrecorded alternate one by one
/// @param thread what it pays when ten of a kind follow each other
/// @param process what that thread and the trace's own pay together
record RecordingCost(Spread plainMillis, Interval single, Interval thread, Interval process) {

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
        return new RecordingCost(
                Spread.of(plainMillis),
                Interval.of(oneByOne(plain, recorded, listening, pairs * BATCH)),
                Interval.of(thread),
                Interval.of(process));
    }

    private static double[] oneByOne(Handshakes plain, Handshakes recorded, Listening listening, int pairs)
            throws IOException, InterruptedException {
        double[] ratios = new double[pairs];
        for (int pair = 0; pair < pairs; pair++) {
            boolean plainFirst = pair % 2 == 0;
            long first = single(plainFirst ? plain : recorded);
            long second = single(plainFirst ? recorded : plain);
            ratios[pair] = (double) (plainFirst ? second : first) / (plainFirst ? first : second);
            if (pair % BATCH == 0) {
                listening.settle();
            }
        }
        return ratios;
    }

    private static long single(Handshakes handshakes) throws IOException {
        Cpu before = Cpu.ofThisThread();
        handshakes.once();
        return Cpu.ofThisThread().since(before).thread();
    }

    private static Cpu batch(Handshakes handshakes, Listening listening) throws IOException, InterruptedException {
        Cpu before = Cpu.now();
        for (int i = 0; i < BATCH; i++) {
            handshakes.once();
        }
        Cpu shaken = Cpu.now();
        // the wait for the trace's thread is the measure's own, and costs this thread CPU that no handshake pays
        listening.settle();
        return shaken.since(before).andOthers(Cpu.now().since(shaken));
    }

    /// A row of the table.
    List<String> row(Mode mode, String what) {
        return List.of(
                mode.words() + "; " + what,
                String.format(Locale.ROOT, "%.2f", plainMillis.median()),
                single.asAddition(),
                thread.asAddition(),
                process.asAddition(),
                single.pairs() + ", " + thread.pairs());
    }

    /// What a reader must know of its rows.
    static List<String> notes() {
        return List.of(
                "Client and server are engines in one thread, octets handed over in memory; both of them record. A pair is"
                        + " a recorded and an unrecorded handshake (one by one), or " + BATCH + " and " + BATCH
                        + " (in batches), directly after each other, who comes first taking turns. In batches the unrecorded"
                        + " ones have the processor's caches to themselves. What recording adds"
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
