/// Shows runs to people and to their tools, by what observations are capable of; knows no protocol by name.
@NullMarked
package org.wirelab.render;

import org.jspecify.annotations.NullMarked;
