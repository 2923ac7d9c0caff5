/// `scripts/bench arq`: selective repeat beside iperf3's datagrams.
@NullMarked
package org.wirelab.bench.arq;

import org.jspecify.annotations.NullMarked;
