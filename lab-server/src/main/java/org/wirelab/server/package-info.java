/// The embeddable lab server and its services.
@NullMarked
package org.wirelab.server;

import org.jspecify.annotations.NullMarked;
