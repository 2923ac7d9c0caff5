/// DNS: the walk from the root to the answer as a state machine, the authoritative zone, what is believed and what
/// not, and the documented sentences `dns.1` to `dns.8`. Pure: no clock, no socket, no file of its own accord. Start
/// reading at [org.wirelab.dns.Resolution].
@NullMarked
package org.wirelab.dns;

import org.jspecify.annotations.NullMarked;
