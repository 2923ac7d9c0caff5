/// What the lab says to people, in English and Korean.
@NullMarked
package org.wirelab.text;

import org.jspecify.annotations.NullMarked;
