package org.wirelab.trace;

/// A place from which things are seen: what kind of observer, on which side. Order is strict within one vantage.
public record Vantage(Source source, Side side) {

    @Override
    public String toString() {
        return source.label() + "@" + side.label();
    }
}
