/// The kernel's own congestion control as an experiment: its sockets, how its hosts are set, who watches.
@NullMarked
package org.wirelab.client.congestion.kernel;

import org.jspecify.annotations.NullMarked;
