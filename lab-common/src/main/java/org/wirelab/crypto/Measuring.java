package org.wirelab.crypto;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// Measures operations side by side: all are warmed up, then they take turns, round after round.
///
/// A turn does whole batches between two looks at the clock, so that the clock costs nothing beside the work.
public final class Measuring {

    private static final int BATCHES_OF_A_TURN = 16;

    private final LongSupplier nanoClock;
    private final Plan plan;
    private final Listener listener;
    private int sink;

    /// Hears how far it is.
    public interface Listener {
        /// A turn is about to begin.
        ///
        /// @param done turns before it, those of warming up included
        /// @param all how many there are
        void turn(Operation operation, int done, int all);
    }

    /// One row while it is measured.
    private static final class Row {
        private final Work.Item item;
        private final double[] perSecond;
        private long batch = 1;
        private long operations;
        private long nanos;

        private Row(Work.Item item, int rounds) {
            this.item = item;
            this.perSecond = new double[rounds];
        }
    }

    public Measuring(LongSupplier nanoClock, Plan plan, Listener listener) {
        this.nanoClock = nanoClock;
        this.plan = plan;
        this.listener = listener;
    }

    /// Measures them.
    ///
    /// @return a row for each, in their order
    /// @throws GeneralSecurityException when an operation cannot be done
    /// @throws InterruptedException when the thread is interrupted, between two batches
    public List<Cost> measure(List<Work.Item> items) throws GeneralSecurityException, InterruptedException {
        List<Row> rows =
                items.stream().map(item -> new Row(item, plan.rounds())).toList();
        int all = rows.size() * (plan.rounds() + 1);
        int done = 0;
        for (Row row : rows) {
            listener.turn(row.item.operation(), done++, all);
            warmUp(row);
        }
        for (int round = 0; round < plan.rounds(); round++) {
            for (Row row : rows) {
                listener.turn(row.item.operation(), done++, all);
                turn(row, round);
            }
        }
        List<Cost> costs = new ArrayList<>();
        for (Row row : rows) {
            costs.add(Cost.of(row.item.operation(), row.operations, row.nanos / 1e9, row.perSecond));
        }
        return costs;
    }

    /// What all results came to: it is asked for, so no result may be left out.
    public int sink() {
        return sink;
    }

    /// Runs it until it is warm, and finds out how many times fit into a batch.
    private void warmUp(Row row) throws GeneralSecurityException, InterruptedException {
        long wanted = plan.round().toNanos() / BATCHES_OF_A_TURN;
        long spent = 0;
        long calls = 0;
        while (spent < plan.warmUp().toNanos()
                || (calls < row.item.calls() && spent < plan.warmUpAtMost().toNanos())) {
            long took = batch(row);
            spent += took;
            calls += row.batch;
            if (took < wanted / 2) {
                row.batch *= 2;
            } else if (took > wanted * 2 && row.batch > 1) {
                row.batch /= 2; // something else held the machine when it was found
            }
        }
    }

    private void turn(Row row, int round) throws GeneralSecurityException, InterruptedException {
        long operations = 0;
        long nanos = 0;
        while (nanos < plan.round().toNanos()) {
            nanos += batch(row);
            operations += row.batch;
        }
        row.perSecond[round] = operations * 1e9 / nanos;
        row.operations += operations;
        row.nanos += nanos;
    }

    private long batch(Row row) throws GeneralSecurityException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while measuring");
        }
        Work work = row.item.work();
        long begin = nanoClock.getAsLong();
        for (long i = 0; i < row.batch; i++) {
            sink += work.run();
        }
        return nanoClock.getAsLong() - begin;
    }
}
