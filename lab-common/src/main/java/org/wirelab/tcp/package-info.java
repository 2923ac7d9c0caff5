/// TCP: what is seen of a connection (segments, the kernel's account, socket calls), and the documented flow as data.
///
/// Begin with [TcpFlows], then [TcpObservation]. Nothing here opens a socket but [SocketTables], which asks the kernel.
@NullMarked
package org.wirelab.tcp;

import org.jspecify.annotations.NullMarked;
