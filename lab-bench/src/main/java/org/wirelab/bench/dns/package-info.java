/// The measures of DNS: the iterative engine beside unbound.
@NullMarked
package org.wirelab.bench.dns;

import org.jspecify.annotations.NullMarked;
