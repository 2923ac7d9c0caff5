/// The TLS service: a handshake that is recorded and judged on the server's side, then a small page or an echo.
@NullMarked
package org.wirelab.server.tls;

import org.jspecify.annotations.NullMarked;
