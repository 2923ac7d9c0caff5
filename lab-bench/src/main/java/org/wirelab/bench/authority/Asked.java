package org.wirelab.bench.authority;

import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// One run of dnsperf, as questions.sh prints it.
///
/// @param who was asked, and how: `nsd`, `lab`, `half` (the lab at half of nsd's rate), the first two with `-dnssec`
/// @param rate answers a second
/// @param ticks processor time of the server, in hundredths of a second
record Asked(String who, long sent, long lost, double rate, long ticks) {

    /// Reads one line of questions.sh.
    static Asked parse(String line) throws LabException {
        String[] words = line.split(" ");
        try {
            return new Asked(
                    words[0],
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Double.parseDouble(words[3]),
                    Long.parseLong(words[4]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new LabException(ExitCode.INTERNAL, "dnsperf gave no result: " + line, e);
        }
    }

    double microsPerQuery() {
        return ticks * 10_000.0 / Math.max(1, sent);
    }
}
