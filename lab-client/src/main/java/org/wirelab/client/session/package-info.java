/// What every command that makes a run shares: its options, and the run as it is shown and saved.
@NullMarked
package org.wirelab.client.session;

import org.jspecify.annotations.NullMarked;
