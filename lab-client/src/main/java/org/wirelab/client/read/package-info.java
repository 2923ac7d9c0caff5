/// `lab read`: somebody's capture, conversation by conversation, with the analysis and the findings that it allows.
@NullMarked
package org.wirelab.client.read;

import org.jspecify.annotations.NullMarked;
