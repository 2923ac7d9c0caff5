package org.wirelab.client.flow.slow;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Table;
import org.wirelab.trace.Trail.Words;

/// The answers to one problem side by side: a receiver slower than its sender, and beside that one that is not.
///
/// @param octets of data that each had to bring over
/// @param sendRate bits a second that the link carries
/// @param readRate bits a second that the slow receiver's program reads
/// @param readAfterNanos how long it does something else before
/// @param slow what came of it
/// @param fast what came of it where the receiver reads whatever has come
@Kind("flow.compared")
public record Comparison(
        long octets,
        @Field("send_rate_bps") long sendRate,
        @Field("read_rate_bps") long readRate,
        @Field("read_after_ns") long readAfterNanos,
        List<Outcome> slow,
        List<Outcome> fast)
        implements FlowObservation, Table {

    private static final String KEY = "receiver.table.";
    private static final long MICRO = 1000;

    public Comparison {
        slow = List.copyOf(slow);
        fast = List.copyOf(fast);
    }

    @Override
    public Words title() {
        return Words.of(KEY + "title", Long.toString(octets), rate(sendRate));
    }

    @Override
    public List<Words> head() {
        return Stream.concat(Stream.of(Words.of("")), slow.stream().map(outcome -> Words.of(KEY + outcome.transport())))
                .toList();
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(heading(Words.of(KEY + "slow", rate(readRate), millis(readAfterNanos))));
        rows.addAll(rows(slow));
        rows.add(heading(Words.of(KEY + "fast")));
        rows.addAll(rows(fast));
        return rows;
    }

    private static Row heading(Words words) {
        return new Row(words, List.of());
    }

    private static List<Row> rows(List<Outcome> outcomes) {
        return List.of(
                row("sent", outcomes, outcome -> octets(outcome.sent())),
                row("read", outcomes, outcome -> octets(outcome.read())),
                row("lost", outcomes, Comparison::lost),
                row("again", outcomes, outcome -> octets(outcome.again())),
                row("waited", outcomes, Comparison::waited),
                row("learnt", outcomes, Comparison::learnt));
    }

    private static Row row(String name, List<Outcome> outcomes, Function<Outcome, Words> cell) {
        return new Row(Words.of(KEY + name), outcomes.stream().map(cell).toList());
    }

    private static Words octets(@Nullable Long count) {
        return count == null ? Words.of(KEY + "unseen") : Words.of(KEY + "octets", Long.toString(count));
    }

    /// Datagrams are counted by the socket that dropped them. What a stream lost on its way nobody counts
    /// here; that it arrived whole says its SHA-256.
    private static Words lost(Outcome outcome) {
        if (outcome.dropped() != null) {
            return Words.of(KEY + "datagrams", outcome.dropped().toString());
        }
        return Words.of(KEY + (outcome.transport().equals("tcp") && outcome.intact() ? "whole" : "unseen"));
    }

    /// A sender of plain datagrams waits for nobody; what nobody saw is not called nothing.
    private static Words waited(Outcome outcome) {
        if (outcome.transport().equals("udp")) {
            return Words.of(KEY + "never");
        }
        Long nanos = outcome.waitedNanos();
        Long limited = outcome.limitedMicros();
        if (limited == null) {
            return nanos == null ? Words.of(KEY + "unseen") : Words.of(KEY + "ms", millis(nanos));
        }
        String kernel = millis(limited * MICRO);
        return nanos == null ? Words.of(KEY + "limited", kernel) : Words.of(KEY + "both", millis(nanos), kernel);
    }

    /// UDP tells its sender nothing: what is sent again the lab knows from the reader, being both ends itself.
    private static Words learnt(Outcome outcome) {
        if (outcome.transport().equals("udp")) {
            Long again = outcome.again();
            return Words.of(KEY + (again != null && again > 0 ? "told" : "untold"));
        }
        Integer zeros = outcome.zeroWindows();
        if (zeros == null) {
            Long lowest = outcome.lowestKnown();
            return Words.of(KEY + (lowest == null ? "unseen" : lowest == 0 ? "known" : "open"));
        }
        return zeros == 0
                ? Words.of(KEY + "open")
                : Words.of(KEY + "window", zeros.toString(), count(outcome.probes()), count(outcome.updates()));
    }

    private static String count(@Nullable Integer number) {
        return Optional.ofNullable(number).map(String::valueOf).orElse("?");
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.0f", nanos / 1e6);
    }

    private static String rate(long bitsPerSecond) {
        return BigDecimal.valueOf(bitsPerSecond, 6).stripTrailingZeros().toPlainString();
    }
}
