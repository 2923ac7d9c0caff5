package org.wirelab.link;

import java.time.Duration;

/// What becomes of a packet, as the link decides when it enters.
public sealed interface Fate {

    /// Its number among all packets that entered this direction, from 1.
    long number();

    /// It arrives.
    record Delivered(long number) implements Fate {}

    /// It does not arrive.
    ///
    /// @param rule why, by the rule's name
    record Dropped(long number, String rule) implements Fate {}

    /// It arrives more than once.
    record Duplicated(long number, String rule, int more) implements Fate {}

    /// It arrives behind packets that come after it.
    record HeldBack(long number, String rule, int behind, Duration atMost) implements Fate {}
}
