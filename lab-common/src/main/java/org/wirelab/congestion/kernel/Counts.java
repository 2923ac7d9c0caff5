package org.wirelab.congestion.kernel;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirelab.congestion.AgreementFlow;
import org.wirelab.congestion.KernelObservation.Agreement;
import org.wirelab.tcp.Segment;
import org.wirelab.wire.SequenceNumber;

/// What the link, the wire at both ends and the kernel count of one transfer, held against each other.
final class Counts {

    /// A segment with data, whoever sees it and how often it is sent.
    private record Place(SequenceNumber number, int length) {}

    private final long dropped;
    private final long leftUnseen;
    private final long arrivedTwice;
    private final long sentAgain;
    private final long probes;
    private final long kernel;
    private final boolean complete;

    /// @param dropped segments with data that the link dropped
    /// @param sentAgain segments that the wire at the sender shows more than once
    /// @param probes how many of those were tail loss probes
    /// @param kernel `total_retrans` of TCP_INFO
    /// @param complete whether everything was acknowledged in the end
    Counts(
            String sender,
            List<Seen<Segment>> atSender,
            List<Seen<Segment>> atReceiver,
            long dropped,
            long sentAgain,
            long probes,
            long kernel,
            boolean complete) {
        Map<Place, Integer> left = places(sender, atSender);
        Map<Place, Integer> arrived = places(sender, atReceiver);
        this.dropped = dropped;
        this.leftUnseen = left.entrySet().stream()
                .mapToLong(each -> Math.max(0, each.getValue() - arrived.getOrDefault(each.getKey(), 0)))
                .sum();
        this.arrivedTwice =
                arrived.values().stream().mapToLong(times -> times - 1).sum();
        this.sentAgain = sentAgain;
        this.probes = probes;
        this.kernel = kernel;
        this.complete = complete;
    }

    List<Agreement> agreements() {
        return List.of(losses(), retransmissions());
    }

    private Agreement losses() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("link", dropped);
        counts.put("wire", leftUnseen);
        boolean late = underWay() > 0 && underWay() <= sentAgain - dropped;
        return new Agreement("losses", counts, dropped == leftUnseen, late ? AgreementFlow.LATE : null);
    }

    /// How many left the sender, were not dropped, and had not arrived when watching ended. They are no more
    /// than what was sent without need where the link was too slow to bring it in time.
    private long underWay() {
        return leftUnseen - dropped;
    }

    /// Each loss asks for one repetition. The link knows no more than that.
    private Agreement retransmissions() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("link", dropped);
        counts.put("wire", sentAgain);
        counts.put("tcp_info", kernel);
        boolean agree = dropped == sentAgain && sentAgain == kernel;
        return new Agreement("retransmissions", counts, agree, agree ? null : why());
    }

    private @Nullable String why() {
        if (sentAgain != kernel) {
            return null;
        }
        long needless = sentAgain - dropped;
        if (needless > 0 && needless == arrivedTwice) {
            return probes == needless ? "congestion.agreement.probe" : "congestion.agreement.spurious";
        }
        if (underWay() > 0 && needless == arrivedTwice + underWay()) {
            return AgreementFlow.LATE;
        }
        return needless < 0 && !complete ? "congestion.agreement.unfinished" : null;
    }

    private static Map<Place, Integer> places(String sender, List<Seen<Segment>> segments) {
        Map<Place, Integer> places = new HashMap<>();
        for (Seen<Segment> each : segments) {
            Segment segment = each.what();
            if (segment.src().equals(sender) && segment.length() > 0) {
                places.merge(new Place(segment.sequenceNumber(), segment.length()), 1, Integer::sum);
            }
        }
        return places;
    }
}
