/// `lab congestion`: transfers under congestion control, by the lab's own senders over UDP and by the
/// kernel's TCP, over a link that loses what it is told to; and what their windows do.
@NullMarked
package org.wirelab.client.congestion;

import org.jspecify.annotations.NullMarked;
