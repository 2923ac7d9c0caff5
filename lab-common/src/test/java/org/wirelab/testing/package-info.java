/// Helpers that the tests of every module share.
@NullMarked
package org.wirelab.testing;

import org.jspecify.annotations.NullMarked;
