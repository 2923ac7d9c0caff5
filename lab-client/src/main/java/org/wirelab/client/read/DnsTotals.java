package org.wirelab.client.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.wirelab.dns.offline.DnsCount;
import org.wirelab.text.Texts;

/// The DNS of a capture in sum, in words.
final class DnsTotals {
    private DnsTotals() {}

    /// A text for each thing to say; none where there was no DNS.
    static List<String> words(DnsCount count, Texts texts) {
        List<String> words = new ArrayList<>();
        if (!count.any()) {
            return words;
        }
        String rcodes = count.rcodes().entrySet().stream()
                .map(code -> code.getKey() + " " + Amount.number(code.getValue()))
                .collect(Collectors.joining(" · "));
        words.add(texts.format(
                "read.total.dns",
                Amount.number(count.queries()),
                Amount.number(count.answeredQueries()),
                rcodes.isEmpty() ? "-" : rcodes));
        add(words, texts, "read.total.dns.again", count.sentAgain());
        add(words, texts, "read.total.dns.unanswered", count.unansweredQueries());
        add(words, texts, "read.total.dns.unasked", count.unaskedResponses());
        count.slowestExchange()
                .ifPresent(slowest -> words.add(texts.format(
                        "read.total.dns.slowest",
                        slowest.name() + " " + slowest.type(),
                        slowest.server(),
                        String.format(Locale.ROOT, "%.3f", slowest.rttMillis()),
                        String.valueOf(slowest.queryFrame()))));
        add(words, texts, "read.total.dns.malformed", count.malformedMessages());
        count.damage().forEach(place -> words.add(texts.format("read.total.dns.damage", place)));
        return words;
    }

    private static void add(List<String> words, Texts texts, String key, long number) {
        if (number > 0) {
            words.add(texts.format(key, Amount.number(number)));
        }
    }
}
