/// The sockets of DNS: queries over UDP and TCP, and the driver that lets the pure walk of [org.wirelab.dns] use them.
@NullMarked
package org.wirelab.net.dns;

import org.jspecify.annotations.NullMarked;
