/// What was seen: entries, vantages, observations, and the trace that puts them in order. Depends on nothing of ours.
@NullMarked
package org.wirelab.trace;

import org.jspecify.annotations.NullMarked;
