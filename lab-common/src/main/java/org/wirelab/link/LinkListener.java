package org.wirelab.link;

/// Who is told what a link does.
///
/// It is called by the link's own threads, in the order in which things happened in one direction; it must not be slow.
@FunctionalInterface
public interface LinkListener {

    /// A listener that lets everything go.
    LinkListener NONE = (_, _) -> {};

    /// @param epochNanos when, on the capture's clock: nanoseconds since 1970 UTC
    void on(long epochNanos, LinkObservation observation);
}
