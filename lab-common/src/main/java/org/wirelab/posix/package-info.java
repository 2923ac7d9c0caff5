/// The operating system's socket calls: thin bindings of libc through the JDK's foreign function API, and the
/// only package that has them.
///
/// Linux on 64-bit machines only: `Posix.available()` says whether these classes may be used at all. Every failed
/// call is a `PosixException` that names the call and the `errno`.
@NullMarked
package org.wirelab.posix;

import org.jspecify.annotations.NullMarked;
