/// The kernel's own congestion control, read off its account (TCP_INFO), the wire and the link's log, and said in the
/// same observations as the lab's own senders say what they decide.
///
/// Begin with [KernelWitness]. Nothing here opens a socket or asks a clock.
@NullMarked
package org.wirelab.congestion.kernel;

import org.jspecify.annotations.NullMarked;
