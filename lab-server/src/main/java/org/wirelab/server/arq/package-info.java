/// `lab server arq`: receives transfers of [org.wirelab.arq] and of congestion control, and tells its side of each.
@NullMarked
package org.wirelab.server.arq;

import org.jspecify.annotations.NullMarked;
