package org.wirelab.arq;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Table;
import org.wirelab.trace.Trail.Words;

/// Theory beside what was measured, for each transfer over one link.
///
/// @param runs at least one
@Kind("arq.compared")
public record Comparison(List<Run> runs) implements ArqObservation, Table {

    private static final String KEY = "arq.table.";

    /// One transfer.
    ///
    /// @param window of its sender, in frames
    /// @param frames that had to arrive
    /// @param frameNanos how long the link takes for a full frame, all its headers included
    /// @param a delay of one way by that
    /// @param sent data frames, those sent again included
    /// @param again how many of them were sent again
    /// @param lost how many data frames the link did not deliver
    /// @param repeatedNanos after how long a lost frame was sent again, on average; 0 where none was
    /// @param textbook utilisation by the textbook's formula, with the share of frames that were lost as p
    /// @param predicted utilisation of this transfer: its length, its losses and when they were mended taken into
    ///     account
    /// @param measured utilisation
    /// @param goodputPredicted data that arrived, in bits a second
    public record Run(
            Protocol protocol,
            int window,
            long frames,
            @Field("frame_ns") long frameNanos,
            double a,
            long sent,
            long again,
            long lost,
            @Field("repeated_ns") long repeatedNanos,
            double textbook,
            double predicted,
            double measured,
            @Field("goodput_predicted_bps") double goodputPredicted,
            @Field("goodput_measured_bps") double goodputMeasured) {

        /// By how much the measured utilisation differs from the predicted one, as a share of that.
        public double difference() {
            return measured / predicted - 1;
        }

        /// What was measured beside what theory says.
        ///
        /// @param dataOctets of a full frame, without any header
        /// @param finished how the sender says that it ended
        /// @param lost data frames that the link did not deliver
        /// @param repeatedNanos after how long a lost frame was sent again, on average; 0 where none was lost
        public static Run of(
                Theory theory, Transfer transfer, int dataOctets, Finished finished, long lost, long repeatedNanos) {
            long frames = transfer.frames();
            double loss = finished.frames() == 0 ? 0 : Math.min(0.99, (double) lost / finished.frames());
            double repeated = repeatedNanos == 0 ? theory.roundTrip() : repeatedNanos / theory.frameNanos();
            double times = theory.duration(transfer.window(), Math.max(1, frames))
                    + lost * theory.costOfLoss(transfer.protocol(), transfer.window(), repeated);
            double frame = theory.frameNanos();
            // the last frame may be a short one: what counts is the data
            double full = (double) transfer.octets() / dataOctets;
            double predicted = full / times;
            double measured = full * frame / Math.max(1, finished.nanos());
            double most = dataOctets * 8 * 1e9 / frame;
            return new Run(
                    transfer.protocol(),
                    transfer.window(),
                    frames,
                    Math.round(frame),
                    theory.a(),
                    finished.frames(),
                    finished.again(),
                    lost,
                    repeatedNanos,
                    theory.utilisation(transfer.protocol(), transfer.window(), loss),
                    predicted,
                    measured,
                    predicted * most,
                    measured * most);
        }
    }

    public Comparison {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("nothing to compare");
        }
    }

    @Override
    public Words title() {
        Run first = runs.getFirst();
        return Words.of(KEY + "title", number("%.3f", first.frameNanos() / 1e6), number("%.2f", first.a()));
    }

    @Override
    public List<Words> head() {
        List<Words> head = new ArrayList<>(List.of(Words.of(" ")));
        runs.forEach(
                run -> head.add(Words.of("arq.protocol." + run.protocol().name().toLowerCase(Locale.ROOT))));
        return head;
    }

    @Override
    public List<Row> rows() {
        return List.of(
                row("window", run -> Integer.toString(run.window())),
                row("sent", run -> run.sent() + " (" + run.again() + ")"),
                row("lost", run -> Long.toString(run.lost())),
                row("repeated", run -> run.repeatedNanos() == 0 ? "-" : number("%.1f ms", run.repeatedNanos() / 1e6)),
                row("textbook", run -> percent(run.textbook())),
                row("predicted", run -> percent(run.predicted())),
                row("measured", run -> percent(run.measured())),
                row("difference", run -> number("%+.1f %%", run.difference() * 100)),
                row("goodput_predicted", run -> rate(run.goodputPredicted())),
                row("goodput_measured", run -> rate(run.goodputMeasured())),
                new Row(Words.of(KEY + "note"), List.of()));
    }

    private Row row(String name, Function<Run, String> cell) {
        return new Row(
                Words.of(KEY + name), runs.stream().map(cell).map(Words::of).toList());
    }

    private static String percent(double share) {
        return number("%.1f %%", share * 100);
    }

    private static String rate(double bitsPerSecond) {
        return number("%.1f kbit/s", bitsPerSecond / 1e3);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
