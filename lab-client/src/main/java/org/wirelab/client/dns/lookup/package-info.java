/// One lookup from the command line to its last entry: which Internet, which resolver, who watches the wire, and the
/// experiment itself. Start reading at [org.wirelab.client.dns.lookup.DnsSession].
@NullMarked
package org.wirelab.client.dns.lookup;

import org.jspecify.annotations.NullMarked;
