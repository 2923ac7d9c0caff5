/// The way between two ends of an experiment: the lab's own hosts with an emulated link, a relay on loopback with the
/// same link, or a LAN as it is; its options, and who watches it.
@NullMarked
package org.wirelab.client.path;

import org.jspecify.annotations.NullMarked;
