/// `scripts/bench link`: how fast the emulated network comes up, what it carries, and how late it is.
@NullMarked
package org.wirelab.bench.link;

import org.jspecify.annotations.NullMarked;
