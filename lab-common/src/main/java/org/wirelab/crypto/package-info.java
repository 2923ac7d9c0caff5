/// Public-key against symmetric encryption: what each costs on this host, what one operation can carry, why the two are
/// combined, and how a shared key leaks. Clock and randomness are arguments.
@NullMarked
package org.wirelab.crypto;

import org.jspecify.annotations.NullMarked;
