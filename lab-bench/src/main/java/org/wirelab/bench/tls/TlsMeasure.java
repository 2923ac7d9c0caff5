package org.wirelab.bench.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.bench.Measure;
import org.wirelab.bench.Setting;
import org.wirelab.bench.Table;
import org.wirelab.bench.Tables;
import org.wirelab.bench.Tool;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tls.pki.LabPki;
import org.wirelab.tls.pki.PkiFolder;

/// What recording adds to a handshake, the lab's handshakes beside others', and many connections at a time.
public final class TlsMeasure implements Measure {

    private static final String RECORDING = "recording";
    private static final String PEERS = "peers";
    private static final String OPENSSL = "openssl";
    private static final String HELD = "held";

    private static final int PAIRS = 120;
    private static final int WARM_UP = 100;
    private static final int CONNECTIONS = 1000;

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public String describe() {
        return "what recording adds to a TLS handshake; beside the JDK's TLS and openssl";
    }

    @Override
    public List<Tool> tools() {
        return List.of(OpensslRates.OPENSSL);
    }

    @Override
    public List<String> parts() {
        return List.of(RECORDING, PEERS, OPENSSL, HELD);
    }

    @Override
    public Tables run(Setting setting) throws LabException, InterruptedException {
        // a ticket that the JDK's server sends belongs to no handshake of the others
        System.setProperty("jdk.tls.server.newSessionTicketCount", "0");
        try {
            Path folder = Files.createDirectories(setting.cache().resolve("tls"));
            LabPki pki = new PkiFolder(folder.resolve("pki"), Clock.systemUTC(), setting::say).open(List.of());
            List<Table> tables = new ArrayList<>();
            if (setting.wants(RECORDING)) {
                tables.add(recording(setting, pki));
            }
            if (setting.wants(PEERS)) {
                setting.say("implementations in turns");
                tables.add(new Comparison(pki, setting.quick() ? 3 : 20, setting.quick() ? 3 : 40).table());
            }
            if (setting.wants(OPENSSL)) {
                tables.add(new OpensslRates(setting, setting.quick() ? 1 : 3, setting.quick() ? 1 : 4).table(folder));
            }
            if (setting.wants(HELD)) {
                tables.add(new HeldConnections(setting, setting.quick() ? 50 : CONNECTIONS).table(folder));
            }
            return new Tables(tables);
        } catch (IOException | GeneralSecurityException e) {
            throw new LabException(ExitCode.INTERNAL, "the measure could not go on: " + e.getMessage(), e);
        }
    }

    private static Table recording(Setting setting, LabPki pki) throws IOException, LabException, InterruptedException {
        int pairs = setting.quick() ? 12 : PAIRS;
        int warmUp = setting.quick() ? 3 : WARM_UP;
        List<List<String>> rows = new ArrayList<>();
        for (Mode mode : List.of(Mode.RSA_12, Mode.X25519_13)) {
            setting.say(mode.words() + ": recorded and unrecorded in turns");
            rows.add(RecordingCost.measured(mode, pki, Listening.afterwards(), pairs, warmUp)
                    .row(mode, "entries kept until the batch is over, then numbered and let go"));
            setting.say(mode.words() + ": the same, judged and written");
            rows.add(RecordingCost.measured(mode, pki, Listening.judgedAndWritten(), pairs, warmUp)
                    .row(mode, "judged, written as JSON lines at the same time"));
        }
        return new Table(
                List.of(
                        "handshake; what becomes of its entries",
                        "unrecorded, CPU ms",
                        "the thread that shakes hands, one by one",
                        "the same, in batches",
                        "all threads of Java",
                        "pairs"),
                rows,
                RecordingCost.notes());
    }
}
