package org.wirelab.crypto;

/// Nonces that never come twice: a counter, as TLS makes them (RFC 8446 §5.3).
final class Nonces {

    private final byte[] next;

    Nonces(int bytes) {
        next = new byte[bytes];
    }

    /// The next one; the array is the caller's.
    byte[] next() {
        for (int i = next.length - 1; i >= 0; i--) {
            next[i]++;
            if (next[i] != 0) {
                break;
            }
        }
        return next.clone();
    }
}
