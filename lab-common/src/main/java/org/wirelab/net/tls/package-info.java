/// The thin shell that carries a TLS engine over a Netty channel.
@NullMarked
package org.wirelab.net.tls;

import org.jspecify.annotations.NullMarked;
