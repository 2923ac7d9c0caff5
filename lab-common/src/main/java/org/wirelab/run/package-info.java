/// One run of the lab: its trace and its judges at work, its folder, and its JSON lines, written and read back.
@NullMarked
package org.wirelab.run;

import org.jspecify.annotations.NullMarked;
