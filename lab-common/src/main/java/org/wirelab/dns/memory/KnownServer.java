package org.wirelab.dns.memory;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.xbill.DNS.CookieOption;

/// What one address of a name server has shown of itself so far.
public final class KnownServer {

    /// How a server takes EDNS.
    public enum EdnsSupport {
        /// It has not been seen yet.
        UNKNOWN,
        /// It has answered with EDNS.
        WORKS,
        /// It has rejected EDNS, or kept silent to it and answered without.
        FAILS
    }

    private static final int DEAD_AFTER = 3;

    private final RoundTrip roundTrip = new RoundTrip();
    private EdnsSupport edns = EdnsSupport.UNKNOWN;
    private Optional<Cookie> cookie = Optional.empty();
    private boolean changesCase;
    private boolean heard;
    private int silences;

    KnownServer() {}

    /// It has answered.
    public void answered(long rttNanos) {
        roundTrip.took(rttNanos);
        heard = true;
        silences = 0;
    }

    /// It has not answered in time.
    public void silent(long waitedNanos) {
        roundTrip.silent(waitedNanos);
        silences++;
    }

    /// True when it has answered before, so that a silence looks like a lost packet.
    public boolean alive() {
        return heard && !dead();
    }

    /// True after some silences in a row.
    public boolean dead() {
        return silences >= DEAD_AFTER;
    }

    /// Its smoothed time to answer in nanoseconds, longer after silences; negative when it is untried.
    public double smoothedNanos() {
        return roundTrip.cost();
    }

    /// How long to wait for its reply: what its earlier replies took, with room; `first` when there was none.
    public Duration patience(Duration first) {
        return roundTrip.wait(first);
    }

    public EdnsSupport edns() {
        return edns;
    }

    /// Keeps how it took EDNS.
    public void edns(EdnsSupport seen) {
        edns = seen;
    }

    /// True when its replies do not repeat the letters of a name as they were sent.
    public boolean changesCase() {
        return changesCase;
    }

    /// Keeps that its replies change the case of names.
    public void caseChanged() {
        changesCase = true;
    }

    /// The cookie to send to it. RFC 7873 §4.1: each server gets a client cookie of its own, which nobody can
    /// guess.
    public Cookie cookie(RandomGenerator random) {
        Cookie ours = cookie.orElseGet(() -> new Cookie(random.nextLong(), ""));
        cookie = Optional.of(ours);
        return ours;
    }

    /// Keeps the server's part of the cookie. RFC 7873 §5.3: it goes into the next query.
    public void cookie(CookieOption option) {
        cookie = cookie.map(ours -> ours.repeatedBy(option) ? ours.with(option) : ours);
    }
}
