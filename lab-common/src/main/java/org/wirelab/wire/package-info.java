/// Packets as bytes and as meaning, and the files that hold them: pure decoding, with no socket and no clock.
///
/// Start reading at `PacketDecoder`; for files at `CaptureReader`, `PcapngWriter` and `CaptureRewriter`. No bytes
/// make a decoder throw: what cannot be read is a `Malformed` (in a packet) or a `CaptureBlock.Damage` (in a file)
/// that names the offset.
@NullMarked
package org.wirelab.wire;

import org.jspecify.annotations.NullMarked;
