package org.wirelab.dns.zone.signing;

import java.time.Instant;

/// How a zone is signed.
///
/// @param hashed whether it denies with NSEC3 (RFC 5155) instead of NSEC
/// @param inception from when its signatures are valid
/// @param expiration until when
public record SigningPlan(boolean hashed, Instant inception, Instant expiration) {
    public SigningPlan {
        if (!inception.isBefore(expiration)) {
            throw new IllegalArgumentException("a signature ends after it begins");
        }
    }
}
