package org.wirelab.tcp;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Counts bytes and hashes them with SHA-256 as they go by: enough to compare two ends without keeping the data.
public final class Tally {

    private final MessageDigest sha256;
    private long bytes;

    public Tally() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Takes the bytes from the buffer's position to its limit; leaves both as they are.
    public void add(ByteBuffer data) {
        bytes += data.remaining();
        sha256.update(data.duplicate());
    }

    /// How many bytes there were.
    public long bytes() {
        return bytes;
    }

    /// SHA-256 of all so far, in lower-case hexadecimal. Counting goes on.
    public String digest() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) sha256.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }
}
