/// A zone signed: its keys, its signatures, and the proofs of what it does not hold (RFC 4033 to 4035, RFC 5155). Start
/// reading at [org.wirelab.dns.zone.signing.SignedZone].
@NullMarked
package org.wirelab.dns.zone.signing;

import org.jspecify.annotations.NullMarked;
