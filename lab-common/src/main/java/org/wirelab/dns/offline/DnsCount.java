package org.wirelab.dns.offline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The DNS of a capture in numbers.
public final class DnsCount {

    /// So many places of damage are told.
    private static final int PLACES_KEPT = 3;

    private final Map<String, Long> rcodes = new TreeMap<>();
    private final List<String> places = new ArrayList<>();
    private long queries;
    private long responses;
    private long answered;
    private long again;
    private long unanswered;
    private long unasked;
    private long malformed;
    private long others;
    private Optional<CapturedObservation.Exchange> slowest = Optional.empty();

    void query() {
        queries++;
    }

    void again() {
        again++;
    }

    void response(String rcode) {
        responses++;
        rcodes.merge(rcode, 1L, Long::sum);
    }

    void answered(CapturedObservation.Exchange exchange) {
        answered++;
        if (slowest.isEmpty() || slowest.get().rttMillis() < exchange.rttMillis()) {
            slowest = Optional.of(exchange);
        }
    }

    void unanswered() {
        unanswered++;
    }

    void unasked() {
        unasked++;
    }

    void malformed(long frame, int offset, String why) {
        malformed++;
        if (places.size() < PLACES_KEPT) {
            places.add("frame " + frame + ", byte " + offset + ": " + why);
        }
    }

    void other() {
        others++;
    }

    /// True when the capture holds DNS at all.
    public boolean any() {
        return queries + responses + malformed + others > 0;
    }

    /// Queries, those that were sent again counted again.
    public long queries() {
        return queries;
    }

    public long responses() {
        return responses;
    }

    /// Queries whose response the capture shows.
    public long answeredQueries() {
        return answered;
    }

    /// Queries that had been sent before.
    public long sentAgain() {
        return again;
    }

    /// Queries, each counted once, without a response in the capture.
    public long unansweredQueries() {
        return unanswered;
    }

    /// Responses whose query the capture does not show: forged ones are among them.
    public long unaskedResponses() {
        return unasked;
    }

    public long malformedMessages() {
        return malformed;
    }

    /// Responses by their code.
    public Map<String, Long> rcodes() {
        return Collections.unmodifiableMap(rcodes);
    }

    /// The first few places of damage, in words.
    public List<String> damage() {
        return List.copyOf(places);
    }

    /// The query that waited longest for its response.
    public Optional<CapturedObservation.Exchange> slowestExchange() {
        return slowest;
    }
}
