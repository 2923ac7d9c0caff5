package org.wirelab.tls.scenario;

import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.Map;
import org.wirelab.tls.Bytes;

/// A man in the middle who lets everything pass, and keeps it.
public final class Eavesdropper implements Script {

    private final Map<Role, ByteArrayOutputStream> kept = new EnumMap<>(Role.class);

    @Override
    public synchronized Fate fate(WireRecord next) {
        kept.computeIfAbsent(next.towards(), _ -> new ByteArrayOutputStream())
                .writeBytes(next.octets().toArray());
        return Fate.PASS;
    }

    /// All that went to this end.
    public synchronized Bytes octetsTo(Role towards) {
        ByteArrayOutputStream octets = kept.get(towards);
        return octets == null ? Bytes.EMPTY : Bytes.of(octets.toByteArray());
    }
}
