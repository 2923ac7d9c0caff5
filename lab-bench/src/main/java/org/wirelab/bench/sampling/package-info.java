/// `scripts/bench sampling`: what reading TCP_INFO each millisecond costs the transfer that is watched.
@NullMarked
package org.wirelab.bench.sampling;

import org.jspecify.annotations.NullMarked;
