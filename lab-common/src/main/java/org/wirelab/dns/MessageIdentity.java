package org.wirelab.dns;

import java.util.Locale;

/// What the engine's word on a message and the packet that carried it agree on.
///
/// Each query of a lookup has a random id of its own; where two are alike nevertheless, the first packet belongs to the
/// first, and so on ([org.wirelab.trace.Observation#identity()]).
///
/// @param response which way it goes
/// @param address the server's address as the DNS knows it, wherever a map had it sent
/// @param name the name asked for; RFC 4343 §3: its case says nothing
record MessageIdentity(boolean response, String address, DnsTransport transport, int id, String name, String type) {

    MessageIdentity {
        name = name.toLowerCase(Locale.ROOT);
    }
}
