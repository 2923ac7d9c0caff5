package org.wirelab.dns;

import java.util.List;
import org.wirelab.trace.Kind;

/// The resolver's answer held against the walk's: whether they say the same, and what may be behind it where they do
/// not.
///
/// @param agree true when both have the same status and the same data, whatever their order and times to live
/// @param resolver the status, then the data that only the resolver gives, `A 203.0.113.10`
/// @param walk the status, then the data that only the walk gives
/// @param reasons text keys of what may be behind it, the likeliest first; also where they agree and one of them is
/// older
@Kind("dns.answers_compared")
public record AnswersCompared(
        String name, boolean agree, List<String> resolver, List<String> walk, List<String> reasons)
        implements DnsObservation {

    public AnswersCompared {
        resolver = List.copyOf(resolver);
        walk = List.copyOf(walk);
        reasons = List.copyOf(reasons);
    }
}
