package org.wirelab.bench.dns;

import java.util.List;
import org.wirelab.bench.Measure;
import org.wirelab.bench.Setting;
import org.wirelab.bench.Tables;
import org.wirelab.bench.Tool;
import org.wirelab.run.LabException;

/// The iterative engine beside unbound on one hierarchy.
public final class DnsMeasure implements Measure {

    static final Tool UNBOUND = new Tool("unbound", "unbound", "-V");

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public String describe() {
        return "20,000 names that nobody has asked for yet, 100 at a time, beside unbound; one name at a time";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.NSD, UNBOUND, Tool.UNSHARE, Tool.IP);
    }

    @Override
    public Tables run(Setting setting) throws LabException, InterruptedException {
        return new Tables(List.of(new EngineBesideUnbound(setting).table(), new OneName(setting).table()));
    }
}
