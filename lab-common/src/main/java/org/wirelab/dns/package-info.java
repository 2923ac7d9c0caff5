/// DNS: its messages and what a lookup shows of them, and the documented sentences `dns.1` to `dns.8`
/// ([org.wirelab.dns.DnsFlows]). The engine that walks is in `walk`, the authoritative side in `zone`, this host's own
/// files in `local`. Pure: no clock, no socket, no file of its own accord.
@NullMarked
package org.wirelab.dns;

import org.jspecify.annotations.NullMarked;
