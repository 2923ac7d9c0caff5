/// DNS out of a capture: queries and responses matched, what was never answered, and the walks of resolvers from server
/// to server, told as the lab's own engine would have told them. Pure: messages and their times come in.
@NullMarked
package org.wirelab.dns.offline;

import org.jspecify.annotations.NullMarked;
