/// A receiver slower than its sender: three answers to one problem, side by side (flow.1 and flow.2 of the notes).
@NullMarked
package org.wirelab.client.flow.slow;

import org.jspecify.annotations.NullMarked;
