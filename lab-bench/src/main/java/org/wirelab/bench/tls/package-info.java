/// `scripts/bench tls`: what recording adds to a handshake, and what a handshake costs beside other implementations.
@NullMarked
package org.wirelab.bench.tls;

import org.jspecify.annotations.NullMarked;
