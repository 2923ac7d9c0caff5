package org.wirelab.tls.pki;

import java.security.KeyPair;
import java.security.cert.X509Certificate;

/// A certificate with the keys that it speaks of.
record Certified(X509Certificate certificate, KeyPair keys) {

    @Override
    public String toString() {
        return "Certified[" + certificate.getSubjectX500Principal() + "]";
    }
}
