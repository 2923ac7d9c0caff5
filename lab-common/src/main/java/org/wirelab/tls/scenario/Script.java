package org.wirelab.tls.scenario;

/// What a man in the middle does: asked for each record once, in the order in which they come to him.
@FunctionalInterface
public interface Script {

    /// Lets everything pass.
    Script PASS = _ -> Fate.PASS;

    /// What becomes of the next record.
    Fate fate(WireRecord next);
}
