/// The command line and its experiments.
@NullMarked
package org.wirelab.client;

import org.jspecify.annotations.NullMarked;
