package org.wirelab.client.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The greatest few of any number of things, by one measure.
final class TopList<T> {

    private record Weighed<T>(double weight, long order, T thing) {}

    /// Of equals, the one that came first is the greater.
    private final Comparator<Weighed<T>> order = Comparator.<Weighed<T>>comparingDouble(Weighed::weight)
            .thenComparing(Comparator.<Weighed<T>>comparingLong(Weighed::order).reversed());

    private final PriorityQueue<Weighed<T>> least = new PriorityQueue<>(order);
    private final int most;
    private long seen;

    /// @param most how many are kept, at least 1
    TopList(int most) {
        this.most = most;
    }

    /// True when a thing of this weight would be kept: whoever makes the thing only then saves the making.
    boolean wants(double weight) {
        return weight > 0 && (least.size() < most || weight > least.element().weight());
    }

    void add(double weight, T thing) {
        if (wants(weight)) {
            least.add(new Weighed<>(weight, seen++, thing));
            if (least.size() > most) {
                least.remove();
            }
        }
    }

    /// What was kept, the greatest first.
    List<T> greatestFirst() {
        List<Weighed<T>> all = new ArrayList<>(least);
        all.sort(order.reversed());
        return all.stream().map(Weighed::thing).toList();
    }
}
