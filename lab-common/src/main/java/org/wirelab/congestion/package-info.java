/// Congestion control: Tahoe, Reno, NewReno and CUBIC as pure machines over the lab's datagrams, what is
/// decided and seen of it (also by the kernel's own), and what theory predicts (RFC 5681, RFC 6298, RFC 6582,
/// RFC 9438).
///
/// Begin with [CongestionObservation]. Nothing here opens a socket or asks a clock.
@NullMarked
package org.wirelab.congestion;

import org.jspecify.annotations.NullMarked;
