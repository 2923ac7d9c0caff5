package org.wirelab.crypto;

/// What is measured: one operation of one algorithm by one implementation.
///
/// @param algorithm with its key size: `RSA-2048`, `AES-128-GCM`
/// @param name `encrypt`, `decrypt`, `sign`, `verify`, `agree`
/// @param implementation the provider that was really used: `SunJCE`, `Bouncy Castle`
/// @param bytes of plaintext that one operation carries; 0 where it carries none, as a signature
public record Operation(String algorithm, String name, Family family, String implementation, int bytes) {

    /// Algorithm and operation, and how much it carries where that is not the bulk of a stream: `RSA-2048 decrypt`.
    public String label() {
        return algorithm + " " + name;
    }

    /// True for this operation of this algorithm, by whatever implementation.
    public boolean is(String itsAlgorithm, String itsName) {
        return algorithm.equals(itsAlgorithm) && name.equals(itsName);
    }
}
