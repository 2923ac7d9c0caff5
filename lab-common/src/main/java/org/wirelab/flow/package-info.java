/// Documented conversations as data, and the judges that hold a trace against them.
@NullMarked
package org.wirelab.flow;

import org.jspecify.annotations.NullMarked;
