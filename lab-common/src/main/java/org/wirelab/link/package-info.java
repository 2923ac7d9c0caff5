/// The lab's own network: hosts as network namespaces of this process, and a link between them whose every property is
/// set, and whose every loss is told.
///
/// Start reading at `LinkModel`, which decides what becomes of a packet and touches no clock and no socket; then
/// `EmulatedNetwork`, which puts it between two hosts.
@NullMarked
package org.wirelab.link;

import org.jspecify.annotations.NullMarked;
