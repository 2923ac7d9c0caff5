package org.wirelab.client.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.wirelab.tls.offline.CapturedSession;

/// The TLS sessions of a capture in sum: of which versions, how many could be opened, and why the others could not.
final class TlsTotals {

    /// So many reasons are told; what a session adds to its reason (a nonce, an octet) is that of the first one.
    private static final int REASONS_KEPT = 12;

    private final Map<String, Long> versions = new TreeMap<>();
    private final Map<String, Long> reasons = new LinkedHashMap<>();
    private final Map<String, CapturedSession> examples = new LinkedHashMap<>();
    private long sessions;
    private long opened;

    void add(CapturedSession session) {
        sessions++;
        versions.merge(session.version().isEmpty() ? "?" : session.version(), 1L, Long::sum);
        if (session.opened()) {
            opened++;
        } else if (examples.size() < REASONS_KEPT || examples.containsKey(session.reason())) {
            examples.putIfAbsent(session.reason(), session);
            reasons.merge(session.reason(), 1L, Long::sum);
        }
    }

    long sessions() {
        return sessions;
    }

    long opened() {
        return opened;
    }

    /// Sessions by version.
    Map<String, Long> versions() {
        return versions;
    }

    /// Sessions that were not opened, by the key of the reason.
    Map<String, Long> reasons() {
        return reasons;
    }

    /// The first session with this reason.
    CapturedSession example(String reason) {
        CapturedSession first = examples.get(reason);
        if (first == null) {
            throw new IllegalArgumentException("no session has the reason " + reason);
        }
        return first;
    }
}
