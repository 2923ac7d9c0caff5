package org.wirelab.crypto;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Worded;

/// Where and with what was measured: without it no number means anything to somebody else.
///
/// @param processor as the system calls it
/// @param processors how many of them this process may use
/// @param java version and vendor
/// @param machine the virtual machine's own words on how it runs code: `mixed mode, sharing`
/// @param providers the implementations that take part, each with its version
@Kind("crypto.host")
public record MeasuringHost(
        String processor, int processors, String system, String java, String machine, List<String> providers)
        implements CryptoObservation, Note, Worded {

    public MeasuringHost {
        providers = List.copyOf(providers);
    }

    /// True when the JVM may use its optimising compiler, which alone knows the processor's instructions for AES.
    public boolean optimising() {
        return machine.contains("mixed mode") && !machine.contains("emulated-client");
    }

    @Override
    public String title() {
        return processor + ", " + processors + (processors == 1 ? " processor" : " processors");
    }

    @Override
    public List<String> details() {
        List<String> lines = new ArrayList<>();
        lines.add(system + ", Java " + java + " (" + machine + ")");
        lines.add(String.join(", ", providers));
        return lines;
    }

    @Override
    public String textKey() {
        return optimising() ? "crypto.host" : "crypto.host.not_optimising";
    }

    @Override
    public List<String> textArguments() {
        return List.of();
    }
}
