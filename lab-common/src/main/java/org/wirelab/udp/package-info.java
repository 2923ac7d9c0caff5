/// Datagrams that nobody acknowledges (RFC 768): numbered by the lab's own program, so that it can be said which were
/// lost; what the receiving socket's own counters say of it; and what the notes say of a receiver that is too slow.
@NullMarked
package org.wirelab.udp;

import org.jspecify.annotations.NullMarked;
