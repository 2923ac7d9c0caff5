package org.wirelab.capture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A program that captures with rights which this process lacks: how it is called, and what its words mean.
public sealed interface CaptureProgram permits Tcpdump, Dumpcap {

    /// Libpcap's name for all interfaces together.
    String ANY = "any";

    /// What it is called, such as `tcpdump`.
    String name();

    /// Where it is.
    Path path();

    /// The words that have it write a capture file to its standard output until it is told to end by SIGTERM.
    ///
    /// @param filter in the language of pcap-filter(7); empty for all frames
    List<String> command(String interfaceName, String filter);

    /// Silence of this length shows that no frame is on its way through it.
    Duration quiet();

    /// True when it says what it has counted, on its standard error, whenever it gets SIGUSR1, from the words
    /// [#isReady] on.
    boolean answersSignals();

    /// True when these words show that it takes signals.
    boolean isReady(String words);

    /// What it meant by what it wrote to its standard error.
    CaptureReason objection(String words, String interfaceName);

    /// The counters that it wrote last; empty if it wrote none.
    Optional<CaptureCounters> counters(String words);

    /// Those that this machine has, the quickest first: tcpdump hands a frame over 0.25 ms after it was sent,
    /// dumpcap 130 ms (medians).
    static List<CaptureProgram> installed() {
        return Stream.of(
                        Programs.find(Tcpdump.NAME).map(Tcpdump::new),
                        Programs.find(Dumpcap.NAME).map(Dumpcap::new))
                .<CaptureProgram>flatMap(Optional::stream)
                .toList();
    }
}
