package org.wirelab.bench;

import java.util.List;
import java.util.Optional;
import org.wirelab.bench.agreement.AgreementMeasure;
import org.wirelab.bench.arq.ArqMeasure;
import org.wirelab.bench.authority.AuthorityMeasure;
import org.wirelab.bench.bulk.BulkMeasure;
import org.wirelab.bench.dns.DnsMeasure;
import org.wirelab.bench.link.LinkMeasure;
import org.wirelab.bench.read.ReadMeasure;
import org.wirelab.bench.sampling.SamplingMeasure;
import org.wirelab.bench.tls.TlsMeasure;

/// All measures, in the order in which `--help` lists them.
final class Measures {

    static final List<Measure> ALL = List.of(
            new ReadMeasure(),
            new BulkMeasure(),
            new SamplingMeasure(),
            new AgreementMeasure(),
            new LinkMeasure(),
            new TlsMeasure(),
            new DnsMeasure(),
            new AuthorityMeasure(),
            new ArqMeasure());

    private Measures() {}

    static Optional<Measure> named(String name) {
        return ALL.stream().filter(measure -> measure.name().equals(name)).findFirst();
    }
}
