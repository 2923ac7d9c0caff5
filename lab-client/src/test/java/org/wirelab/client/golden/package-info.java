/// What golden tests share: a run's JSON lines as they are compared, and how they are.
@NullMarked
package org.wirelab.client.golden;

import org.jspecify.annotations.NullMarked;
