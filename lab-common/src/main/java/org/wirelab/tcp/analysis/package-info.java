/// What the segments of a connection say of its course: repeated, lost, out of order, windows, round trips, by the
/// rules of Wireshark's `tcp.analysis`. Pure: packets and times go in, verdicts come out. Start at [TcpAnalyzer].
@NullMarked
package org.wirelab.tcp.analysis;

import org.jspecify.annotations.NullMarked;
