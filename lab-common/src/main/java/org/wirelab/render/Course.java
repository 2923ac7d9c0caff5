package org.wirelab.render;

import java.util.function.Consumer;

/// The values of one series in their order, in bounded memory: a long one is kept in short spans of time, each with its
/// least, its greatest and its last value, so that nothing that a plot shows of it is made up and no peak is lost.
final class Course {

    /// More spans than any terminal has columns, by far: then spans become twice as long.
    static final int MOST_SPANS = 2048;

    private final Span[] spans = new Span[MOST_SPANS];
    private int count;

    /// How long a span may be, in nanoseconds. It is at most a few thousandths of the whole, so that a time without
    /// samples is never hidden inside one.
    private long width = 1;

    /// What the values were in a span of time.
    ///
    /// @param from the time of its first sample, in nanoseconds
    /// @param to the time of its last
    record Span(long from, long to, double least, double greatest, double last) {

        private Span and(Span next) {
            return new Span(
                    from,
                    Math.max(to, next.to),
                    Math.min(least, next.least),
                    Math.max(greatest, next.greatest),
                    next.last);
        }
    }

    void add(long nanos, double value) {
        put(new Span(nanos, nanos, value, value, value));
        while (count == MOST_SPANS) {
            width *= 2;
            int before = count;
            count = 0;
            for (int i = 0; i < before; i++) {
                put(spans[i]);
            }
        }
    }

    /// Joins the span of the same stretch of time, or begins one. What comes late goes where it belongs.
    private void put(Span span) {
        int place = count;
        while (place > 0 && spans[place - 1].from() > span.from()) {
            place--;
        }
        if (place > 0 && Math.floorDiv(span.to(), width) == Math.floorDiv(spans[place - 1].from(), width)) {
            spans[place - 1] = spans[place - 1].and(span);
            return;
        }
        System.arraycopy(spans, place, spans, place + 1, count - place);
        spans[place] = span;
        count++;
    }

    void forEach(Consumer<Span> consumer) {
        for (int i = 0; i < count; i++) {
            consumer.accept(spans[i]);
        }
    }

    long from() {
        return spans[0].from();
    }

    long to() {
        return spans[count - 1].to();
    }

    double greatest() {
        double greatest = 0;
        for (int i = 0; i < count; i++) {
            greatest = Math.max(greatest, spans[i].greatest());
        }
        return greatest;
    }
}
