package org.wirelab.client.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wirelab.text.Texts;
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
    private long lost;

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

    /// So many were let go before they had shown what they are, to bound memory.
    void lost(long connections) {
        lost = connections;
    }

    /// In words, a text for each thing to say; none where there was no session.
    ///
    /// @param ellipsis stands for what several sessions with one reason do not share
    List<String> words(Texts texts, String ellipsis) {
        List<String> words = new ArrayList<>();
        if (lost > 0) {
            words.add(texts.format("read.total.tls.lost", Amount.number(lost)));
        }
        if (sessions == 0) {
            return words;
        }
        String byVersion = versions.entrySet().stream()
                .map(version -> version.getKey() + " " + Amount.number(version.getValue()))
                .collect(Collectors.joining(" · "));
        words.add(texts.format("read.total.tls", Amount.number(sessions), byVersion, Amount.number(opened)));
        examples.forEach((reason, first) -> {
            long count = reasons.getOrDefault(reason, 1L);
            String why =
                    count == 1 ? texts.format(reason, first.arguments().toArray()) : texts.format(reason, ellipsis);
            words.add(texts.format("read.total.tls.closed", Amount.number(count), why));
        });
        return words;
    }
}
