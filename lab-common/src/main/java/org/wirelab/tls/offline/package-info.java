/// TLS read from what somebody captured: two byte streams, and secrets if there are any, become the observations that
/// the two ends would have told ([CapturedTls]).
///
/// Pure: it knows no TCP and no file. Segments come in as numbered octets ([ByteStream]), secrets as text ([KeyLog]) or
/// as a private key ([ServerKey]).
@NullMarked
package org.wirelab.tls.offline;

import org.jspecify.annotations.NullMarked;
