package org.wirelab.tls.scenario;

/// A script that lets everything pass until somebody says that its moment has come: who stands outside of TLS 1.3
/// cannot tell application data from the rest of the handshake.
public final class ArmedScript implements Script {

    private final Script script;
    private volatile boolean armed;

    public ArmedScript(Script script) {
        this.script = script;
    }

    /// The script that decides once its moment has come.
    public Script script() {
        return script;
    }

    /// From now on the script decides.
    public void arm() {
        armed = true;
    }

    @Override
    public Fate fate(WireRecord next) {
        return armed ? script.fate(next) : Fate.PASS;
    }
}
