package org.wirelab.client.congestion;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.wirelab.client.path.LinkChoice;
import org.wirelab.congestion.CongestionObservation.Prediction;
import org.wirelab.congestion.Theory;

/// One circumstance for which theory predicts a rate.
///
/// The link is far faster than what is predicted: not its rate is the limit.
sealed interface TheoryPoint {

    long RATE = 100_000_000;
    int QUEUE = 2_000;
    double NANOS_IN_MILLI = 1e6;

    LinkChoice link();

    /// How many octets are to be sent.
    long octets();

    /// The octet from which on it is measured: before it, the sender has not found its pace yet.
    long from();

    /// The octet up to which it is measured: behind it, the sender runs out of data.
    long to();

    /// What `SO_RCVBUF` of the kernel's receiver is set to; 0 for its own.
    int receiveBuffer();

    /// What the lab's receiver grants, in segments.
    int window();

    /// How many losses the measurement lasts.
    int losses();

    /// Whether it was as it was meant: so many losses, each repaired by duplicates.
    default boolean wasAsMeant(Measured found) {
        return found.timeouts() == 0 && found.lost() == losses();
    }

    /// What theory says of what was measured; empty where it says nothing.
    Optional<Prediction> prediction(Measured found);

    /// What it is, for people who wait.
    String words();

    /// Each n-th segment is lost at its first sending. It is measured from loss to loss, for whole cycles of the
    /// window: the rate differs within one.
    ///
    /// @param every n
    record Losses(int every, int losses) implements TheoryPoint {
        /// The windows of slow start are far from those of the steady state: so many losses halve them until
        /// they are not.
        private static final int BEFORE = 6;

        private static final int SEGMENT = 1460;
        private static final Duration DELAY = Duration.ofMillis(10);

        @Override
        public LinkChoice link() {
            List<Long> drops = LongStream.rangeClosed(1, BEFORE + losses)
                    .map(number -> number * every)
                    .boxed()
                    .toList();
            return new LinkChoice(RATE, DELAY, QUEUE, 0, drops, 0, 1);
        }

        @Override
        public long octets() {
            return to() + every / 2 * (long) SEGMENT;
        }

        @Override
        public long from() {
            return BEFORE * (long) every * SEGMENT;
        }

        @Override
        public long to() {
            return (BEFORE + losses) * (long) every * SEGMENT;
        }

        @Override
        public int receiveBuffer() {
            return 0;
        }

        @Override
        public int window() {
            return 1 << 12;
        }

        @Override
        public Optional<Prediction> prediction(Measured found) {
            if (found.lost() == 0) {
                return Optional.empty();
            }
            Map<String, Double> inputs = new LinkedHashMap<>();
            inputs.put(Theory.LOSS, found.loss());
            inputs.put(Theory.LOST, (double) found.lost());
            inputs.put(Theory.RTT_MS, found.rttNanos() / NANOS_IN_MILLI);
            inputs.put("mss", (double) found.segmentOctets());
            inputs.put(Theory.TIMEOUTS, (double) found.timeouts());
            return Optional.of(new Prediction(
                    "mathis",
                    inputs,
                    Theory.mathis(found.segmentOctets(), found.rttNanos(), found.loss()),
                    found.bitsPerSecond()));
        }

        @Override
        public String words() {
            return "1/" + every;
        }
    }

    /// The receiver's window is the limit.
    ///
    /// @param receiveBuffer of the kernel's receiver
    /// @param window of the lab's, in segments: about what the kernel makes of that buffer
    record Window(int receiveBuffer, int window) implements TheoryPoint {
        private static final int WINDOWS = 40;
        private static final int SEGMENT = 1448;
        private static final Duration DELAY = Duration.ofMillis(25);

        @Override
        public int losses() {
            return 0;
        }

        @Override
        public LinkChoice link() {
            return new LinkChoice(RATE, DELAY, QUEUE, 0, List.of(), 0, 1);
        }

        @Override
        public long octets() {
            return WINDOWS * (long) window * SEGMENT;
        }

        @Override
        public long from() {
            return octets() / 5;
        }

        @Override
        public long to() {
            return octets() - octets() / 20;
        }

        @Override
        public Optional<Prediction> prediction(Measured found) {
            if (found.window() == 0) {
                return Optional.empty();
            }
            Map<String, Double> inputs = new LinkedHashMap<>();
            inputs.put(Theory.WINDOW, (double) found.window());
            inputs.put(Theory.RTT_MS, found.rttNanos() / NANOS_IN_MILLI);
            inputs.put(Theory.TIMEOUTS, (double) found.timeouts());
            return Optional.of(new Prediction(
                    "window_over_rtt",
                    inputs,
                    Theory.windowOverRtt(found.window(), found.rttNanos()),
                    found.bitsPerSecond()));
        }

        @Override
        public String words() {
            return "W = " + window + " × " + SEGMENT;
        }
    }

    /// Three losses, three windows.
    List<TheoryPoint> ALL = List.of(
            new Losses(400, 6),
            new Losses(800, 6),
            new Losses(1600, 6),
            new Window(8192, 6),
            new Window(16384, 13),
            new Window(32768, 27));
}
