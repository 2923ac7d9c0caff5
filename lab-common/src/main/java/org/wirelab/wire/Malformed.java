package org.wirelab.wire;

/// What a decoder could not read: where in the frame, and what was wrong there.
///
/// @param offset bytes from the beginning of the frame, from 0
/// @param problem a sentence that names the layer, such as `IPv4: header length 16 is less than 20`
public record Malformed(int offset, String problem) {
    @Override
    public String toString() {
        return "offset " + offset + ": " + problem;
    }
}
