package org.wirelab.client.tcp;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.tcp.BulkLimits;
import org.wirelab.tcp.BulkRequest;

/// What one bulk transfer is to do.
///
/// @param request who sends, for how long or how much
/// @param betweenSamples how often TCP_INFO is read where this end sends; zero: never
/// @param timeout how long to wait for the other end while nothing moves
public record BulkOptions(BulkRequest request, Duration betweenSamples, Duration timeout) {

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,3})?)(s|[kMG]B?)?");

    /// Reads the value of `--bulk`: seconds (`10`, `0.5s`) or bytes (`64k`, `500M`, `2GB`).
    ///
    /// @throws LabException when it is neither, or more than a server gives
    static BulkOptions parse(String amount, boolean reverse, int sampleMillis, Duration timeout) throws LabException {
        if (sampleMillis < 0) {
            throw new LabException(ExitCode.USAGE, "--sample takes milliseconds, 0 or more");
        }
        Matcher parts = AMOUNT.matcher(amount);
        if (!parts.matches()) {
            throw new LabException(ExitCode.USAGE, "--bulk takes seconds or bytes, such as 10, 0.5s, 500M or 2GB");
        }
        double number = Double.parseDouble(parts.group(1));
        String unit = parts.group(2) == null ? "s" : parts.group(2);
        Duration longest = BulkLimits.DEFAULT.time();
        boolean seconds = unit.equals("s");
        Duration time = seconds ? Duration.ofMillis(Math.round(number * 1000)) : longest;
        long bytes = seconds ? 0 : Math.round(number * factor(unit.charAt(0)));
        if (time.isZero() || time.compareTo(longest) > 0 || (!seconds && bytes == 0)) {
            throw new LabException(ExitCode.USAGE, "--bulk takes up to " + longest.toSeconds() + " s, and no nothing");
        }
        return new BulkOptions(new BulkRequest(reverse, time, bytes), Duration.ofMillis(sampleMillis), timeout);
    }

    private static double factor(char prefix) {
        return switch (prefix) {
            case 'k' -> 1e3;
            case 'M' -> 1e6;
            case 'G' -> 1e9;
            default -> throw new IllegalArgumentException("no prefix: " + prefix);
        };
    }
}
