/// `scripts/bench bulk`: `lab tcp --bulk` beside iperf3.
@NullMarked
package org.wirelab.bench.bulk;

import org.jspecify.annotations.NullMarked;
