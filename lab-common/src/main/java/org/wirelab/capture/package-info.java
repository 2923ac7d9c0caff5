/// Watching the wire: live captures of an interface, the choice of one that this machine allows, and the lab's
/// own network.
///
/// Start reading at `CaptureProbe`, which decides how to capture, and `PacketCapture`, which is what it decides
/// between.
@NullMarked
package org.wirelab.capture;

import org.jspecify.annotations.NullMarked;
