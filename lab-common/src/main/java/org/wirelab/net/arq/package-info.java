/// Thin Netty shells that drive the machines of [org.wirelab.arq] and of congestion control on real datagrams.
///
/// Begin with [ArqSender] and [ArqReceiver]; what both do with a channel is [FrameHandler], with a machine
/// [MachineShell].
@NullMarked
package org.wirelab.net.arq;

import org.jspecify.annotations.NullMarked;
