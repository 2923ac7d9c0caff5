package org.wirelab.tcp.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.tcp.analysis.SegmentScript.Said;

/// What is measured: round trips, and octets in flight.
class FlightTest {
    @Test
    void anAckIsMeasuredFromTheSegmentThatEndsThere() {
        List<Said> said = SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .client("A", 151, 501, 50, 1000)
                .after(7)
                .server("A", 501, 201, 0, 1000)
                .server("A", 501, 201, 0, 1000)
                .said();

        assertThat(said.get(5).rttNanos()).isEqualTo(7_000_000);
        assertThat(said.get(5).ackedFrame()).isEqualTo(5);
        assertThat(said.get(5).ambiguous()).isFalse();
        assertThat(said.get(6).rttNanos()).as("it acknowledges nothing new").isEqualTo(-1);
    }

    @Test
    void anAckInTheMiddleOfASegmentMeasuresNothing() {
        List<Said> said = SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .server("A", 501, 121, 0, 1000)
                .client("A", 151, 501, 50, 1000)
                .said();

        assertThat(said.get(4).rttNanos()).isEqualTo(-1);
        assertThat(said.get(5).inFlight()).isEqualTo(80);
    }

    /// RFC 6298 §3, Karn's algorithm.
    @Test
    void whatWasSentTwiceMeasuresNothingSure() {
        Said said = SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .after(200)
                .client("A", 101, 501, 50, 1000)
                .after(10)
                .server("A", 501, 151, 0, 1000)
                .said()
                .getLast();

        assertThat(said.ambiguous()).isTrue();
        assertThat(said.ackedFrame()).as("as Wireshark has it").isEqualTo(4);
        assertThat(said.rttNanos()).isEqualTo(210_000_000);
    }

    @Test
    void whatIsInFlightGrowsWithDataAndShrinksWithAcks() {
        List<Said> said = SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .client("A", 151, 501, 50, 1000)
                .server("A", 501, 151, 0, 1000)
                .client("A", 201, 501, 50, 1000)
                .said();

        assertThat(said).extracting(Said::inFlight).containsExactly(-1L, -1L, -1L, 50L, 100L, -1L, 100L);
    }

    @Test
    void theFinIsNoOctet() {
        assertThat(SegmentScript.open(100, 500)
                        .client("FPA", 101, 501, 50, 1000)
                        .said()
                        .getLast()
                        .inFlight())
                .isEqualTo(50);
    }

    /// RFC 2018 §3
    @Test
    void whatSackReportsIsNotInFlight() {
        SegmentScript script = SegmentScript.open(100, 500);
        for (int i = 0; i < 5; i++) script.client("A", 101 + 50L * i, 501, 50, 1000);
        script.server("A", 501, 101, 0, 1000, SegmentScript.sack(151, 251)).client("A", 351, 501, 50, 1000);

        assertThat(script.said().getLast().inFlight()).isEqualTo(200);
    }

    /// RFC 2883 §4: a first block below the acknowledgment, or within the second.
    @Test
    void whatSackReportsAsComeTwiceIsNotSubtracted() {
        SegmentScript script = SegmentScript.open(100, 500);
        for (int i = 0; i < 5; i++) script.client("A", 101 + 50L * i, 501, 50, 1000);
        script.server("A", 501, 201, 0, 1000, SegmentScript.sack(101, 151)).client("A", 351, 501, 50, 1000);
        script.server("A", 501, 201, 0, 1000, SegmentScript.sack(251, 301, 251, 351))
                .client("A", 401, 501, 50, 1000);

        assertThat(script.said().get(9).inFlight()).isEqualTo(200);
        assertThat(script.said().getLast().inFlight()).isEqualTo(150);
    }

    @Test
    void afterAGapTheFlightIsUnknownUntilTheOtherEndAcknowledges() {
        List<Said> said = SegmentScript.open(100, 500)
                .client("A", 201, 501, 50, 1000)
                .client("A", 251, 501, 50, 1000)
                .server("A", 501, 251, 0, 1000)
                .client("A", 301, 501, 50, 1000)
                .said();

        assertThat(said).extracting(Said::inFlight).containsExactly(-1L, -1L, -1L, -1L, -1L, -1L, 100L);
    }
}
