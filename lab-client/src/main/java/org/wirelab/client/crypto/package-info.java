/// `lab crypto`: what encryption costs on this host, and what each kind of it is good for.
@NullMarked
package org.wirelab.client.crypto;

import org.jspecify.annotations.NullMarked;
