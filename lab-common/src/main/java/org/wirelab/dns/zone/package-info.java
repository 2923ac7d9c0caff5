/// The authoritative side: a zone's data and what it answers (RFC 1034 §4.3.2). Pure. Start reading at
/// [org.wirelab.dns.zone.Authority].
@NullMarked
package org.wirelab.dns.zone;

import org.jspecify.annotations.NullMarked;
