package org.wirelab.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wirelab.posix.Posix;

/// The decision how to capture on this machine, as this user: it asks the system for the right itself and
/// believes nothing else.
///
/// It never asks for more rights than the user has: no sudo.
public final class CaptureProbe {
    private CaptureProbe() {}

    /// What the user asked for with `--capture`.
    public enum Wish {
        AUTO(Tcpdump.NAME, Dumpcap.NAME),
        TCPDUMP(Tcpdump.NAME),
        DUMPCAP(Dumpcap.NAME),
        OFF;

        /// The programs that it leaves to choose from.
        private final List<String> programs;

        Wish(String... programs) {
            this.programs = List.of(programs);
        }
    }

    /// Decides for one interface of this process's network.
    ///
    /// @param filter what will be captured, in the language of pcap-filter(7)
    public static CaptureChoice decide(Wish wish, String interfaceName, String filter) {
        boolean privateNetwork = PrivateNetwork.given() && Posix.available();
        return decide(wish, interfaceName, filter, privateNetwork, CaptureProgram.installed());
    }

    /// @param installed the programs that this machine has, the preferred one first
    static CaptureChoice decide(
            Wish wish, String interfaceName, String filter, boolean privateNetwork, List<CaptureProgram> installed) {
        if (wish == Wish.OFF) {
            return off(interfaceName, new CaptureReason(CaptureReason.Why.TURNED_OFF, interfaceName));
        }
        if (wish == Wish.AUTO && privateNetwork) {
            return new CaptureChoice(
                    new CaptureChoice.Method.AfPacket(),
                    interfaceName,
                    new CaptureReason(CaptureReason.Why.PRIVATE_NETWORK, interfaceName));
        }
        return byProgram(wish, interfaceName, filter, installed);
    }

    /// The first program that may; where none may, the first one's objection, but first of all that to the filter.
    private static CaptureChoice byProgram(
            Wish wish, String interfaceName, String filter, List<CaptureProgram> installed) {
        List<CaptureReason> objections = new ArrayList<>();
        for (CaptureProgram program : installed) {
            if (!wish.programs.contains(program.name())) continue;
            Optional<CaptureReason> objection = ProgramCapture.objection(program, interfaceName, filter);
            if (objection.isEmpty()) {
                return new CaptureChoice(
                        new CaptureChoice.Method.ByProgram(program), interfaceName, may(program, interfaceName));
            }
            objections.add(objection.get());
        }
        if (objections.isEmpty()) {
            String missing = wish.programs.stream().collect(Collectors.joining(", "));
            return off(interfaceName, new CaptureReason(CaptureReason.Why.PROGRAM_MISSING, missing));
        }
        return off(
                interfaceName,
                objections.stream()
                        .filter(objection -> objection.why() == CaptureReason.Why.BAD_FILTER)
                        .findFirst()
                        .orElse(objections.getFirst()));
    }

    private static CaptureReason may(CaptureProgram program, String interfaceName) {
        return new CaptureReason(
                switch (program) {
                    case Tcpdump _ -> CaptureReason.Why.TCPDUMP_MAY;
                    case Dumpcap _ -> CaptureReason.Why.DUMPCAP_MAY;
                },
                interfaceName);
    }

    private static CaptureChoice off(String interfaceName, CaptureReason reason) {
        return new CaptureChoice(new CaptureChoice.Method.Off(), interfaceName, reason);
    }
}
