/// A miniature Internet of name servers, from the root down, and a small resolver that stands in for the configured
/// one. Start reading at [org.wirelab.server.dns.MiniatureInternet].
@NullMarked
package org.wirelab.server.dns;

import org.jspecify.annotations.NullMarked;
