/// Automatic repeat request: stop-and-wait, go-back-N and selective repeat as pure machines, the datagrams
/// they speak in, what is seen of them, and what theory predicts of them (RFC 3366, RFC 9293 §3.8.6).
///
/// Begin with [Machine], then [Frame]. Nothing here opens a socket or asks a clock.
@NullMarked
package org.wirelab.arq;

import org.jspecify.annotations.NullMarked;
