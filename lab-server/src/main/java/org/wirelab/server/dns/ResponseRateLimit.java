package org.wirelab.server.dns;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many UDP responses an address may get, so that nobody can turn this server against it with forged queries.
///
/// A bucket of tokens for each IPv4 address and each IPv6 /64. When it is empty, every second response is cut down to
/// the size of the query (with TC set, so that a real client comes back over TCP, which cannot be forged), the other
/// is not sent. Pure: time is an argument. Not safe for many threads.
final class ResponseRateLimit {

    /// What may be sent.
    enum Decision {
        /// The response.
        SEND,
        /// No more than the query's own size, with TC set.
        TRUNCATE,
        /// Nothing.
        DROP
    }

    private static final int CLIENTS = 4096;
    private static final int IPV6_PREFIX_BYTES = 8;
    private static final double NANOS_PER_SECOND = 1e9;

    private final int perSecond;
    private final Map<Integer, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Bucket> eldest) {
            return size() > CLIENTS;
        }
    };

    private static final class Bucket {
        private double tokens;
        private long filled;
        private boolean slip;
    }

    /// @param perSecond responses per second to one address, and as many at once
    ResponseRateLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    /// Decides on one response.
    ///
    /// @param now nanoseconds on any one clock
    Decision decide(InetAddress client, long now) {
        Bucket bucket = buckets.computeIfAbsent(keyOf(client), _ -> {
            Bucket fresh = new Bucket();
            fresh.tokens = perSecond;
            fresh.filled = now;
            return fresh;
        });
        bucket.tokens = Math.min(perSecond, bucket.tokens + (now - bucket.filled) / NANOS_PER_SECOND * perSecond);
        bucket.filled = now;
        if (bucket.tokens >= 1) {
            bucket.tokens--;
            return Decision.SEND;
        }
        bucket.slip = !bucket.slip;
        return bucket.slip ? Decision.TRUNCATE : Decision.DROP;
    }

    /// Addresses that share a key share a bucket: too strict now and then, never too lax.
    private static int keyOf(InetAddress client) {
        byte[] address = client.getAddress();
        return Arrays.hashCode(
                address.length > IPV6_PREFIX_BYTES ? Arrays.copyOf(address, IPV6_PREFIX_BYTES) : address);
    }
}
