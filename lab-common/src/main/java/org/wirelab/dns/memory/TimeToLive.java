package org.wirelab.dns.memory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/// For how long a record may be kept.
public final class TimeToLive {
    private TimeToLive() {}

    /// The longest that anything is kept; RFC 8767 §4 suggests days, not weeks.
    static final Duration LONGEST = Duration.ofDays(1);

    /// RFC 2308 §5: the longest that a denial is kept: one to three hours work well.
    static final Duration LONGEST_DENIAL = Duration.ofHours(3);

    private static final long HIGHEST = Integer.MAX_VALUE;

    /// The shortest of all the records' times, in seconds; 0 for none.
    public static long of(List<Record> records) {
        return records.stream().mapToLong(TimeToLive::of).min().orElse(0);
    }

    private static long of(Record record) {
        // RFC 2181 §8: a time with the highest bit set is 0.
        return record.getTTL() > HIGHEST ? 0 : record.getTTL();
    }

    /// RFC 2308 §5: a denial lives as long as its SOA record says, by its own time or its last field, whichever is
    /// shorter; without one it is not kept (§5, last paragraph): 0.
    public static long ofDenial(List<Record> authority) {
        return authority.stream()
                .filter(SOARecord.class::isInstance)
                .map(SOARecord.class::cast)
                .mapToLong(soa -> Math.min(of(soa), soa.getMinimum()))
                .min()
                .orElse(0);
    }

    /// When it is to be forgotten, in nanoseconds of the clock that `now` is of.
    static long end(long now, long seconds, Duration longest) {
        return now + Math.min(TimeUnit.SECONDS.toNanos(seconds), longest.toNanos());
    }
}
