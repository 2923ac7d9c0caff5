/// How a name server misbehaves: what it sends instead of, before or beside the right response, and when. Start reading
/// at [org.wirelab.dns.fault.Behaviour].
@NullMarked
package org.wirelab.dns.fault;

import org.jspecify.annotations.NullMarked;
