package org.wirelab.tls;

import java.util.List;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// What ClientHello and ServerHello settled between them.
///
/// @param version the negotiated version, such as `TLS 1.2`
/// @param chosen the suite that ServerHello names
/// @param offered the suites of ClientHello in the client's order, signalling values left out
/// @param strongest the strongest of those by [CipherSuite#STRENGTH]
/// @param strongestTaken whether none of the offered is stronger than the chosen one
@Kind("tls.suite")
public record SuiteChosen(
        String version,
        String chosen,
        List<String> offered,
        String strongest,
        boolean strongestTaken,
        boolean extendedMasterSecret,
        boolean encryptThenMac)
        implements TlsObservation, Note {

    public SuiteChosen {
        offered = List.copyOf(offered);
    }

    @Override
    public Object identity() {
        return List.of("SuiteChosen", chosen, offered);
    }

    @Override
    public String title() {
        return version + " · " + chosen;
    }

    @Override
    public List<String> details() {
        return List.of(
                "offered: " + Shown.items(offered),
                strongestTaken ? "none of them is stronger" : "stronger: " + strongest,
                "extended master secret " + onOrOff(extendedMasterSecret) + ", encrypt-then-MAC "
                        + onOrOff(encryptThenMac));
    }

    private static String onOrOff(boolean on) {
        return on ? "on" : "off";
    }
}
