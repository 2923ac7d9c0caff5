/// What lookups remember between each other: answers and denials with their ranks and times to live, zone
/// cuts, servers and failures. Pure: the time is an argument. Start reading at
/// [org.wirelab.dns.memory.Memory].
@NullMarked
package org.wirelab.dns.memory;

import org.jspecify.annotations.NullMarked;
