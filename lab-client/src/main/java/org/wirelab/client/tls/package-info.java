/// `lab tls`: one TLS connection, its handshake recorded and judged.
@NullMarked
package org.wirelab.client.tls;

import org.jspecify.annotations.NullMarked;
