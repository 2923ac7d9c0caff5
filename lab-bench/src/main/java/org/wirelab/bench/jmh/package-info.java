/// Microbenchmarks of the parts: `scripts/bench jmh`. They say where time goes; what the lab promises is measured
/// whole.
@NullMarked
package org.wirelab.bench.jmh;

import org.jspecify.annotations.NullMarked;
