/// `lab tcp`: one connection opened, used and closed, watched from every side that the machine offers.
@NullMarked
package org.wirelab.client.tcp;

import org.jspecify.annotations.NullMarked;
