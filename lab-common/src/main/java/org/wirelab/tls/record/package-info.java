/// The record layer written down a second time, with nothing but the JDK's `Cipher` and `Mac`: opens protected records
/// and takes them apart byte by byte ([RecordProtection]).
///
/// It shares no code with the TLS library, so that a record which both open to the same content was not opened by
/// the same mistake.
@NullMarked
package org.wirelab.tls.record;

import org.jspecify.annotations.NullMarked;
