package org.wirelab.capture;

import java.nio.file.Path;
import java.util.Optional;
import org.wirelab.posix.Posix;

/// The decision how to capture on this machine, as this user: it asks the system for the right itself and
/// believes nothing else.
///
/// It never asks for more rights than the user has: no sudo.
public final class CaptureProbe {
    private CaptureProbe() {}

    /// What the user asked for with `--capture`.
    public enum Wish {
        AUTO,
        TCPDUMP,
        OFF
    }

    /// Decides for one interface of this process's network.
    ///
    /// @param filter what will be captured, in the language of pcap-filter(7)
    public static CaptureChoice decide(Wish wish, String interfaceName, String filter) {
        return decide(wish, interfaceName, filter, PrivateNetwork.given() && Posix.available(), Tcpdump.find());
    }

    static CaptureChoice decide(
            Wish wish, String interfaceName, String filter, boolean privateNetwork, Optional<Path> tcpdump) {
        return switch (wish) {
            case OFF -> off(interfaceName, new CaptureReason(CaptureReason.Why.TURNED_OFF, interfaceName));
            case AUTO ->
                privateNetwork
                        ? new CaptureChoice(
                                new CaptureChoice.Method.AfPacket(),
                                interfaceName,
                                new CaptureReason(CaptureReason.Why.PRIVATE_NETWORK, interfaceName))
                        : byTcpdump(interfaceName, filter, tcpdump);
            case TCPDUMP -> byTcpdump(interfaceName, filter, tcpdump);
        };
    }

    private static CaptureChoice byTcpdump(String interfaceName, String filter, Optional<Path> tcpdump) {
        if (tcpdump.isEmpty()) {
            return off(interfaceName, new CaptureReason(CaptureReason.Why.TCPDUMP_MISSING, interfaceName));
        }
        return Tcpdump.objection(tcpdump.get(), interfaceName, filter)
                .map(objection -> off(interfaceName, objection))
                .orElseGet(() -> new CaptureChoice(
                        new CaptureChoice.Method.ByTcpdump(tcpdump.get()),
                        interfaceName,
                        new CaptureReason(CaptureReason.Why.TCPDUMP_MAY, interfaceName)));
    }

    private static CaptureChoice off(String interfaceName, CaptureReason reason) {
        return new CaptureChoice(new CaptureChoice.Method.Off(), interfaceName, reason);
    }
}
