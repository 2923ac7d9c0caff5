/// `lab dns`: the steps on this host, the resolver, and the walk from the root to the answer.
@NullMarked
package org.wirelab.client.dns;

import org.jspecify.annotations.NullMarked;
