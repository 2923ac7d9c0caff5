package org.wirelab.render;

import java.util.function.Consumer;

/// The values of one series in their order, in bounded memory: a long one is kept in spans of time, each with its
/// least, its greatest and its last value, so that nothing that a plot shows of it is made up and no peak is lost.
final class Course {

    /// More spans than any terminal has columns, by far: then neighbours are merged, two by two.
    static final int MOST_SPANS = 2048;

    private final Span[] spans = new Span[MOST_SPANS];
    private int count;
    private int samplesInASpan = 1;
    private int samplesInTheLast;

    /// What the values were in a span of time.
    ///
    /// @param from the time of its first sample, in nanoseconds
    /// @param to the time of its last
    record Span(long from, long to, double least, double greatest, double last) {

        private Span and(Span next) {
            return new Span(
                    Math.min(from, next.from),
                    Math.max(to, next.to),
                    Math.min(least, next.least),
                    Math.max(greatest, next.greatest),
                    next.last);
        }
    }

    void add(long nanos, double value) {
        Span sample = new Span(nanos, nanos, value, value, value);
        if (count > 0 && samplesInTheLast < samplesInASpan) {
            spans[count - 1] = spans[count - 1].and(sample);
            samplesInTheLast++;
            return;
        }
        if (count == MOST_SPANS) {
            mergeNeighbours();
        }
        spans[count++] = sample;
        samplesInTheLast = 1;
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

    private void mergeNeighbours() {
        for (int i = 0; i < MOST_SPANS / 2; i++) {
            spans[i] = spans[2 * i].and(spans[2 * i + 1]);
        }
        count = MOST_SPANS / 2;
        samplesInASpan *= 2;
    }
}
