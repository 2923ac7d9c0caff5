package org.wirelab.bench.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wirelab.bench.Spread;
import org.wirelab.bench.Table;
import org.wirelab.run.LabException;
import org.wirelab.tls.pki.LabPki;

/// The same handshakes by several implementations in one JVM, in turns.
final class Comparison {

    private static final int BATCH = 10;
    private static final String LAB = "the lab, recording";

    private final LabPki pki;
    private final int rounds;
    private final int warmUp;

    /// @param rounds how many batches each has its turn for
    Comparison(LabPki pki, int rounds, int warmUp) {
        this.pki = pki;
        this.rounds = rounds;
        this.warmUp = warmUp;
    }

    Table table() throws IOException, GeneralSecurityException, LabException, InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            rows.addAll(rows(mode));
        }
        return new Table(
                List.of("handshake, both sides", "CPU ms", "times the lab's"),
                rows,
                List.of(
                        "CPU of the thread that shakes hands with itself, a certificate for RSA-2048 checked by the client. Median"
                                + " (smallest to largest) of " + rounds + " batches of " + BATCH
                                + ", the implementations in turns; the ratio is taken batch by batch.",
                        "Bouncy Castle over the JDK: its TLS with the JDK's RSA, AES and X25519 in place of its own"
                                + " (JcaTlsCrypto), not recorded. The JDK's TLS runs in Netty's SslHandler in an EmbeddedChannel,"
                                + " without session tickets; it speaks no RSA key transport."));
    }

    private List<List<String>> rows(Mode mode)
            throws IOException, GeneralSecurityException, LabException, InterruptedException {
        SecureRandom random = new SecureRandom();
        try (Listening listening = Listening.drained()) {
            Map<String, Handshakes> ways = new LinkedHashMap<>();
            ways.put(LAB, Handshakes.recorded(mode, pki, random, listening));
            ways.put("Bouncy Castle", Handshakes.plain(mode, pki, random));
            ways.put("Bouncy Castle over the JDK", Handshakes.overTheJdk(mode, pki, random));
            if (mode.spokenByTheJdk()) {
                ways.put("the JDK, Netty's SslHandler", Handshakes.jdk(mode, pki));
            }
            Map<String, double[]> millis = new LinkedHashMap<>();
            for (int round = -warmUp; round < rounds; round++) {
                for (Map.Entry<String, Handshakes> way : ways.entrySet()) {
                    double took = batch(way.getValue());
                    if (round >= 0) {
                        millis.computeIfAbsent(way.getKey(), _ -> new double[rounds])[round] = took;
                    }
                }
            }
            List<List<String>> rows = new ArrayList<>();
            double[] lab = millis.getOrDefault(LAB, new double[rounds]);
            millis.forEach((name, took) -> rows.add(List.of(
                    mode.words() + ": " + name,
                    Spread.of(took).text(2),
                    took == lab
                            ? "1"
                            : String.format(
                                    Locale.ROOT,
                                    "%.2f",
                                    Spread.ofRatios(took, lab).median()))));
            return rows;
        }
    }

    private static double batch(Handshakes handshakes) throws IOException {
        Cpu before = Cpu.now();
        for (int i = 0; i < BATCH; i++) {
            handshakes.once();
        }
        return Cpu.now().since(before).thread() / 1e6 / BATCH;
    }
}
