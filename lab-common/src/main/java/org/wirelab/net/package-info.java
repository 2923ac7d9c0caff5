/// Thin shells over Netty that client and server share: the transport, and what can be asked of a live socket.
@NullMarked
package org.wirelab.net;

import org.jspecify.annotations.NullMarked;
