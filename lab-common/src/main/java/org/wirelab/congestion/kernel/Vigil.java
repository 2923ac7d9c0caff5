package org.wirelab.congestion.kernel;

import java.util.HashSet;
import java.util.Set;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// Who watched a transfer beside the kernel, and whether they missed anything.
final class Vigil {

    private static final Vantage SENDERS_WIRE = new Vantage(Source.CAPTURE, Side.CLIENT);
    private static final Vantage RECEIVERS_WIRE = new Vantage(Source.CAPTURE, Side.SERVER);
    private static final Vantage LINK = new Vantage(Source.LINK, Side.LINK);

    private final Set<Vantage> opened = new HashSet<>();
    private final Set<Vantage> whole = new HashSet<>();
    private boolean forgot;

    void on(Vantage vantage, VantageObservation observation) {
        switch (observation) {
            case VantageObservation.Opened _ -> opened.add(vantage);
            case VantageObservation.Closed closed -> {
                if (closed.dropped() == 0 && opened.contains(vantage)) {
                    whole.add(vantage);
                }
            }
            case VantageObservation.Left _ -> whole.remove(vantage);
            case VantageObservation.Unavailable _ -> opened.remove(vantage);
        }
    }

    /// Something that was seen could not be kept.
    void forgot() {
        forgot = true;
    }

    /// Whether somebody watched the wire at the sender.
    boolean sawTheWire() {
        return opened.contains(SENDERS_WIRE);
    }

    /// Whether the wire at both ends and the link were watched to the end and nothing escaped them.
    boolean sawEverything() {
        return !forgot && whole.contains(SENDERS_WIRE) && whole.contains(RECEIVERS_WIRE) && whole.contains(LINK);
    }
}
