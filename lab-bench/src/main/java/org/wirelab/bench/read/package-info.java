/// `scripts/bench read`: `lab read` beside tshark and tcpdump.
@NullMarked
package org.wirelab.bench.read;

import org.jspecify.annotations.NullMarked;
