package org.wirelab.wire;

import java.io.IOException;
import java.nio.ByteOrder;

/// The record headers of a pcap file (draft-ietf-opsawg-pcap §5): their fields, and whether bytes can be one.
///
/// A record begins with nothing that marks it. Bytes are taken for one if its fields agree with each other and
/// with those of the records that would follow.
final class PcapRecords {
    /// Seconds of no packet at all.
    static final long UNKNOWN = -1;

    /// What libpcap and Wireshark allow; more only where the file's snap length says so.
    private static final int USUAL_LIMIT = 262_144;

    /// How many records in a row must look like records before bytes after damage are believed.
    private static final int CHAIN = 3;

    /// How far in time the packets before and after damage may lie apart.
    private static final long NEAR_SECONDS = 30L * 24 * 3600;

    /// Longer record headers that hide behind a magic number: tcpdump of Red Hat 6.1 and of Nokia's firewalls.
    private static final int[] LENGTHS = {PcapFormat.RECORD_HEADER, 24, 20};

    /// The modified format, and SuSE 6.3's change of it.
    private static final int[] MODIFIED_LENGTHS = {24, 28};

    private final CaptureInput in;
    private final boolean bigEndian;
    private final int unitsPerSecond;
    private final int limit;
    private final boolean unsettledOrder;
    private int headerLength;

    /// @param minorVersion before 4 the order of the two lengths was not settled
    PcapRecords(CaptureInput in, PcapFormat format, int snapLength, int minorVersion) {
        this.in = in;
        bigEndian = format.order() == ByteOrder.BIG_ENDIAN;
        unitsPerSecond = 1_000_000_000 / format.unit();
        limit = snapLength < 0 ? USUAL_LIMIT : Math.clamp(snapLength, USUAL_LIMIT, CaptureInput.LONGEST);
        unsettledOrder = minorVersion < 4;
        headerLength = format.modified() ? MODIFIED_LENGTHS[0] : PcapFormat.RECORD_HEADER;
    }

    int headerLength() {
        return headerLength;
    }

    long seconds(int at) {
        return Integer.toUnsignedLong(number(at));
    }

    /// Micro- or nanoseconds.
    int fraction(int at) {
        return number(at + 4);
    }

    int kept(int at) {
        int kept = number(at + 8);
        return unsettledOrder ? Math.min(kept, number(at + 12)) : kept;
    }

    int originalLength(int at) {
        return unsettledOrder ? Math.max(number(at + 8), number(at + 12)) : number(at + 12);
    }

    /// Whether all fields of the header there are such as a record has.
    boolean sound(int at) {
        int kept = kept(at);
        return Integer.compareUnsigned(fraction(at), unitsPerSecond) < 0
                && kept >= 0
                && kept <= limit
                && kept <= originalLength(at);
    }

    /// Whether the header, which is not sound, is merely odd: it leads to one that is.
    boolean oddButFollowed() throws IOException {
        int kept = kept(0);
        if (kept < 0 || kept > CaptureInput.LONGEST) return false;
        int next = headerLength + kept;
        return in.has(next + headerLength) ? sound(next) : in.available() == next;
    }

    /// What is wrong with a header that is not sound.
    String unsoundness() {
        long kept = Integer.toUnsignedLong(kept(0));
        if (kept > limit) return "a record of " + kept + " bytes";
        long originalLength = Integer.toUnsignedLong(originalLength(0));
        if (kept > originalLength) return "a record that keeps " + kept + " bytes of a packet of " + originalLength;
        return "a record whose time has " + Integer.toUnsignedLong(fraction(0))
                + (unitsPerSecond == 1_000_000 ? " microseconds" : " nanoseconds") + " in one second";
    }

    /// Finds out how long the record headers are, from the records that are here without waiting.
    void guessHeaderLength(PcapFormat format) {
        for (int length : format.modified() ? MODIFIED_LENGTHS : LENGTHS) {
            if (fits(length)) {
                headerLength = length;
                return;
            }
        }
    }

    private boolean fits(int length) {
        int at = 0;
        for (int i = 0; i < CHAIN && at + length <= in.available(); i++) {
            if (!sound(at)) return false;
            at += length + kept(at);
        }
        return true;
    }

    /// Skips at least one byte, up to the next record or to the end of the stream.
    ///
    /// @param near seconds of a packet before, or `UNKNOWN`
    /// @return how many bytes were skipped
    long seek(long near) throws IOException {
        long from = in.offset();
        if (in.has(1)) in.skip(1);
        while (in.has(headerLength)) {
            if (chainBegins(near)) return in.offset() - from;
            in.skip(1);
        }
        in.skip(in.available());
        return in.offset() - from;
    }

    private boolean chainBegins(long near) throws IOException {
        long before = near;
        int at = 0;
        for (int records = 0; records < CHAIN; records++) {
            if (!in.has(at + headerLength)) {
                // the file ends with these records, or within one
                return in.available() == at ? records > 0 : records > 1;
            }
            // zeros would pass for empty records
            if (!sound(at) || kept(at) > USUAL_LIMIT || (records == 0 && kept(at) == 0)) return false;
            long seconds = seconds(at);
            if (before != UNKNOWN && Math.abs(seconds - before) > NEAR_SECONDS) return false;
            before = seconds;
            at += headerLength + kept(at);
        }
        return true;
    }

    private int number(int at) {
        int number = in.little(at);
        return bigEndian ? Integer.reverseBytes(number) : number;
    }
}
