package org.wirelab.udp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Field;
import org.wirelab.trace.Frame;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Sample;

/// What is seen of numbered datagrams on their way from a program that sends to a program that reads.
public sealed interface UdpObservation extends Observation {

    /// A transfer is about to begin.
    ///
    /// @param datagrams how many there are to bring over
    /// @param octets of each
    /// @param sendRate bits a second at which they are sent, headers included
    /// @param readRate bits a second at which the receiver's program reads; null for as fast as they come
    /// @param readAfterNanos how long that program does something else before
    /// @param receiveBuffer octets of memory that the receiver's kernel keeps for the socket
    @Kind("udp.transfer")
    record Transfer(
            String from,
            String to,
            long datagrams,
            int octets,
            @Field("send_rate_bps") long sendRate,
            @Field("read_rate_bps") @Nullable Long readRate,
            @Field("read_after_ns") long readAfterNanos,
            @Field("rcvbuf") int receiveBuffer)
            implements UdpObservation {}

    /// A datagram: sent by its program, on a wire, or read by the other program, as the vantage says.
    ///
    /// @param number of the datagram, from 1; 0 for the one that ends the transfer
    /// @param attempt how often it has been sent, from 1
    /// @param octets of its payload
    /// @param frame the packet's number in the run's spool, 0 where there is none
    @Kind("udp.datagram")
    record Datagram(String src, String dst, long number, int attempt, int octets, int frame)
            implements UdpObservation, Arrow, Frame {

        @Override
        public Object identity() {
            return List.of("udp", src, dst, number, attempt);
        }

        @Override
        public String from() {
            return src;
        }

        @Override
        public String to() {
            return dst;
        }

        @Override
        public String label() {
            String which = number == 0 ? "end" : "datagram " + number;
            return attempt > 1 ? which + " again" : which;
        }

        @Override
        public List<String> details() {
            List<String> details = new ArrayList<>(2);
            details.add(octets + " octets");
            if (attempt > 1) {
                details.add("attempt " + attempt);
            }
            return details;
        }
    }

    /// What a counter says: how many datagrams the receiver's kernel has dropped since the transfer began.
    ///
    /// @param local the socket whose datagrams they were
    /// @param counter its name: `SO_RXQ_OVFL`, `SO_MEMINFO`, `SK_MEMINFO_DROPS`, `/proc/net/udp`, `UdpRcvbufErrors`
    @Kind("udp.drop_counter")
    record DropCounter(String local, String counter, long dropped) implements UdpObservation, Sample {
        @Override
        public Map<String, Double> values() {
            return Map.of("dropped", (double) dropped);
        }
    }

    /// The account of a transfer: what went in at one end, and what became of it.
    ///
    /// @param datagrams how many there were to bring over
    /// @param sent how many the sender's program gave to its socket, those sent again and the last one included
    /// @param again how many of them had been sent before
    /// @param received how many the receiver's program has read
    /// @param lostOnLink how many the emulated link lost; 0 where there is none
    /// @param counters what the receiver's counters have dropped, by their names; empty where none can be read
    /// @param complete whether each number was read at least once in the end
    /// @param nanos from the first sending to the last reading
    @Kind("udp.tally")
    record Tally(
            long datagrams,
            long sent,
            long again,
            long received,
            @Field("lost_on_link") long lostOnLink,
            @Field("dropped") Map<String, Long> counters,
            boolean complete,
            @Field("ns") long nanos)
            implements UdpObservation, Note {

        public Tally {
            counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
        }

        @Override
        public String title() {
            return "account";
        }

        @Override
        public List<String> details() {
            List<String> details = new ArrayList<>();
            details.add(sent + " sent, " + again + " of them again; " + received + " received, " + lostOnLink
                    + " lost on the link; the one that ends it is counted too");
            counters.forEach((name, dropped) -> details.add(name + ": " + dropped + " dropped"));
            return details;
        }

        /// What the receiver's socket dropped, by the first of its counters; null where none can be read.
        public @Nullable Long dropped() {
            return counters.isEmpty() ? null : counters.values().iterator().next();
        }

        /// How many of those sent were never read.
        public long unread() {
            return sent - received;
        }

        /// Whether all counters say the same, and what was sent is what was read, dropped and lost.
        public boolean addsUp() {
            return counters.values().stream().allMatch(each -> each == unread() - lostOnLink);
        }
    }
}
