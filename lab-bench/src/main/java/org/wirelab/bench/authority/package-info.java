/// `scripts/bench dns-authority`: `lab server dns` beside nsd, asked by dnsperf.
@NullMarked
package org.wirelab.bench.authority;

import org.jspecify.annotations.NullMarked;
