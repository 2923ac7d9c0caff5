package org.wirelab.server.tls;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wirelab.server.SourceNetwork;

/// How many handshakes a source may begin: each costs this host a private-key operation and a key exchange, and the
/// other side hardly anything.
///
/// A bucket of tokens for each source. Pure: time is an argument. Not safe for many threads.
final class HandshakeRate {

    /// Whoever comes from more sources than that is not held back by counting them.
    private static final int SOURCES = 4096;

    private static final double NANOS_PER_SECOND = 1e9;

    private final int perSecond;
    private final int atOnce;
    private final Map<SourceNetwork, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SourceNetwork, Bucket> eldest) {
            return size() > SOURCES;
        }
    };

    private static final class Bucket {
        private double tokens;
        private long filled;
    }

    /// @param perSecond handshakes per second and source, in the long run
    /// @param atOnce how many may begin at once after a rest
    HandshakeRate(int perSecond, int atOnce) {
        this.perSecond = perSecond;
        this.atOnce = atOnce;
    }

    /// Whether this source may begin one more now.
    ///
    /// @param now nanoseconds on any one clock
    boolean allows(SourceNetwork source, long now) {
        Bucket bucket = buckets.computeIfAbsent(source, _ -> {
            Bucket full = new Bucket();
            full.tokens = atOnce;
            full.filled = now;
            return full;
        });
        bucket.tokens = Math.min(atOnce, bucket.tokens + (now - bucket.filled) / NANOS_PER_SECOND * perSecond);
        bucket.filled = now;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens--;
        return true;
    }
}
