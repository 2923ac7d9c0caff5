/// The lab measured beside the tools of its trade: `scripts/bench`.
@NullMarked
package org.wirelab.bench;

import org.jspecify.annotations.NullMarked;
