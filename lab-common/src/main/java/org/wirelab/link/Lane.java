package org.wirelab.link;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One direction of a running link: its model, its counters and its listener, for all threads.
final class Lane<P> {

    private final Direction direction;
    private final LinkModel<P> model;
    private final ToIntFunction<P> octetsOf;
    private final Function<P, LinkPacket> describe;
    private final LinkListener listener;
    private long packets;
    private long octets;
    private long delivered;
    private long dropped;
    private long missed;
    private @Nullable String failure;
    private boolean ended;

    /// @param mtu the largest packet that the far end takes
    /// @param describe what a packet's headers say
    Lane(
            Direction direction,
            LinkSettings settings,
            int mtu,
            ToIntFunction<P> octetsOf,
            Function<P, LinkPacket> describe,
            LinkListener listener) {
        this.direction = direction;
        this.model = new LinkModel<>(settings, mtu);
        this.octetsOf = octetsOf;
        this.describe = describe;
        this.listener = listener;
    }

    /// Says how the direction is set at the start.
    synchronized void begin(long epochNanos) {
        listener.on(epochNanos, LinkObservation.Set.of(direction, model.settings()));
    }

    synchronized LinkSettings settings() {
        return model.settings();
    }

    synchronized void change(UnaryOperator<LinkSettings> change, long epochNanos) {
        LinkSettings next = change.apply(model.settings());
        if (next.equals(model.settings())) {
            return;
        }
        model.set(next);
        listener.on(epochNanos, LinkObservation.Set.of(direction, next));
    }

    /// Has the rules count from the beginning, as if they were new.
    synchronized void countAnew(long epochNanos) {
        LinkSettings settings = model.settings();
        model.set(settings.withRules(List.of()));
        model.set(settings);
        listener.on(epochNanos, LinkObservation.Set.of(direction, settings));
    }

    /// A packet enters.
    ///
    /// @param nanos the time on the clock that [#arrived(long)] is asked with
    synchronized void enter(P payload, long nanos, long epochNanos) {
        int size = octetsOf.applyAsInt(payload);
        packets++;
        octets += size;
        Fate fate = model.offer(payload, size, () -> describe.apply(payload), nanos);
        switch (fate) {
            case Fate.Delivered _ -> {}
            case Fate.Dropped(long number, String rule) -> {
                dropped++;
                listener.on(epochNanos, new LinkObservation.Dropped(direction, number, rule, describe.apply(payload)));
            }
            case Fate.Duplicated(long number, String rule, int more) ->
                listener.on(
                        epochNanos,
                        new LinkObservation.Duplicated(direction, number, rule, describe.apply(payload), more));
            case Fate.HeldBack(long number, String rule, int behind, var atMost) ->
                listener.on(
                        epochNanos,
                        new LinkObservation.HeldBack(
                                direction, number, rule, describe.apply(payload), behind, atMost.toNanos()));
        }
    }

    /// The next packet that has arrived by now, or null.
    synchronized @Nullable P arrived(long nanos) {
        P payload = model.poll(nanos);
        if (payload != null) {
            delivered++;
        }
        return payload;
    }

    /// When the next one arrives; `Long.MAX_VALUE` while none is under way.
    synchronized long nextArrival() {
        return model.nextArrival();
    }

    /// The kernel lost some that it should have handed over before the link, or taken behind it.
    synchronized void missed(long count) {
        missed += count;
    }

    /// The carrier has broken off.
    synchronized void fail(String why) {
        failure = why;
    }

    /// Says what became of everything; once.
    synchronized void end(long epochNanos) {
        if (ended) {
            return;
        }
        ended = true;
        listener.on(
                epochNanos,
                new LinkObservation.Ended(
                        direction, packets, octets, delivered, dropped, model.underWay(), missed, failure));
    }
}
