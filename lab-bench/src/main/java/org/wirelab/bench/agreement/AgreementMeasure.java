package org.wirelab.bench.agreement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.bench.Measure;
import org.wirelab.bench.Setting;
import org.wirelab.bench.Table;
import org.wirelab.bench.Tool;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// The TCP analysis beside tshark's: for every flag how many segments both gave it, and which only one did.
public final class AgreementMeasure implements Measure {
    private static final int OCTETS = 600_000;
    private static final int FEW_OCTETS = 100_000;
    private static final int SNAP_LENGTH = 96;

    @Override
    public String name() {
        return "agreement";
    }

    @Override
    public String describe() {
        return "flags of the TCP analysis, held against tshark's over captures with defects";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.TSHARK);
    }

    @Override
    public Table run(Setting setting) throws LabException, InterruptedException {
        Tally tally = new Tally();
        int captures = 0;
        Path folder = setting.cache().resolve("agreement");
        for (Situation situation : Situation.all(setting.quick() ? FEW_OCTETS : OCTETS)) {
            setting.say(situation.name());
            for (Captured captured : captures(situation)) {
                captures++;
                Path file = folder.resolve(captured.name() + ".pcap");
                write(captured, folder, file);
                tally.compare(captured.name(), LabVerdicts.of(captured.frames()), TsharkVerdicts.of(file));
            }
        }
        return tally.table(List.of(
                captures + " captures, kept in " + setting.checkout().relativize(folder) + ": each situation as both"
                        + " hosts saw it, and made of these: one direction alone, begun too late, with packets missed,"
                        + " cut to " + SNAP_LENGTH + " bytes, with numbers that go round the circle.",
                "Retransmission counts the fast and the spurious ones, as Wireshark's filter does. What the lab means to"
                        + " say otherwise is listed in tcp-analysis.md."));
    }

    private static List<Captured> captures(Situation situation) throws LabException, InterruptedException {
        try {
            List<Captured> all = new ArrayList<>(Captured.of(situation));
            for (Captured seen : List.copyOf(all)) {
                all.add(seen.oneDirection(true));
                all.add(seen.oneDirection(false));
                all.add(seen.dropped());
                all.add(seen.cut(SNAP_LENGTH));
                if (!situation.name().equals("port-reuse")) all.add(seen.wrapped());
                if (seen.frames().size() > 100) all.add(seen.midStream());
            }
            return all;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new LabException(ExitCode.LACKING, "the situation " + situation.name() + " cannot be made: " + e, e);
        }
    }

    private static void write(Captured captured, Path folder, Path file) throws LabException {
        try {
            Files.createDirectories(folder);
            captured.write(file);
        } catch (IOException e) {
            throw new LabException(ExitCode.LACKING, "cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
