/// The rules of ARCHITECTURE.md as tests over the classes of all modules.
@NullMarked
package org.wirelab.architecture;

import org.jspecify.annotations.NullMarked;
