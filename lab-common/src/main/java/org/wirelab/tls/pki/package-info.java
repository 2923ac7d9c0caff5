/// The lab's own certificate authority, where it is kept, and how a client decides whether to trust a certificate.
@NullMarked
package org.wirelab.tls.pki;

import org.jspecify.annotations.NullMarked;
