package org.wirelab.capture;

import java.util.Optional;

/// How the wire is going to be watched, and why so.
///
/// @param reason one line for the user, whatever was chosen
public record CaptureChoice(Method method, String interfaceName, CaptureReason reason) {
    /// What does the watching.
    public sealed interface Method {
        /// This process, by a packet socket in its own namespace.
        record AfPacket() implements Method {}

        /// A program with the right to it.
        record ByProgram(CaptureProgram program) implements Method {}

        /// Nothing: what only the wire shows is unobservable.
        record Off() implements Method {}
    }

    /// A capture as chosen, not yet started; empty if none was.
    ///
    /// @param filter for those that have one, in the language of pcap-filter(7): frames that do not match may
    ///     still come
    public Optional<PacketCapture> open(String filter) {
        return switch (method) {
            case Method.AfPacket() -> Optional.of(new AfPacketCapture(interfaceName));
            case Method.ByProgram(CaptureProgram program) ->
                Optional.of(new ProgramCapture(program, interfaceName, filter));
            case Method.Off() -> Optional.empty();
        };
    }

    /// Whether the wire is going to be watched at all.
    public boolean watches() {
        return !(method instanceof Method.Off);
    }
}
