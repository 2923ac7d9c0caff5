/// The TCP service: an echo that tells what arrived, and answers a FIN in either of the two ways.
@NullMarked
package org.wirelab.server.tcp;

import org.jspecify.annotations.NullMarked;
