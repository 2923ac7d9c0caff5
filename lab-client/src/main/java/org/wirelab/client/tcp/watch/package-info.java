/// `lab tcp --watch`: the connections that other programs make, annotated as they happen.
@NullMarked
package org.wirelab.client.tcp.watch;

import org.jspecify.annotations.NullMarked;
