/// The interoperability matrix: every mode of TLS with every peer that can do it, in both directions.
@NullMarked
package org.wirelab.client.tls.interop;

import org.jspecify.annotations.NullMarked;
