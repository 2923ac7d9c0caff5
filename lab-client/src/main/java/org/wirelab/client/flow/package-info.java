/// `lab flow`: stop-and-wait, go-back-N and selective repeat on real datagrams, with the windows sliding, and theory
/// beside what was measured.
@NullMarked
package org.wirelab.client.flow;

import org.jspecify.annotations.NullMarked;
