/// The TCP analysis held against tshark's, flag by flag, over captures made for it: `scripts/bench agreement`.
@NullMarked
package org.wirelab.bench.agreement;

import org.jspecify.annotations.NullMarked;
