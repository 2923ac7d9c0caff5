package org.wirelab.client.path;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// Rates, times, amounts and lists as users write them: `10M`, `25ms`, `64k`, `7,12,20-23`.
public final class Amounts {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)([kMG]?)(bit/s|bit|B)?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ns|us|µs|ms|s)");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,10})(?:-(\\d{1,10}))?");

    private static final int MOST_NUMBERS = 10_000;

    private Amounts() {}

    /// A rate in bits a second: `10M`, `64k`, `1.5Mbit/s`.
    ///
    /// @throws LabException when it is none, or not within 1 kbit/s and 100 Gbit/s
    public static long rate(String option, String text) throws LabException {
        double rate = number(text, "bit/s", "bit");
        if (!(rate >= 1e3 && rate <= 1e11)) {
            throw usage(option + " takes bits a second, 1k to 100G, such as 10M, not " + text);
        }
        return Math.round(rate);
    }

    /// An amount of data in octets: `64k`, `1.5MB`, `1000`.
    ///
    /// @throws LabException when it is none, or not within the bounds
    public static long octets(String option, String text, long least, long most) throws LabException {
        double octets = number(text, "B", "B");
        if (!(octets >= least && octets <= most) || octets != Math.rint(octets)) {
            throw usage(option + " takes octets, " + least + " to " + most + ", such as 500, 64k or 2M, not " + text);
        }
        return (long) octets;
    }

    /// A time with its unit: `25ms`, `500us`, `1.5s`, or 0.
    ///
    /// @throws LabException when it is none, or more than the bound
    public static Duration time(String option, String text, Duration most) throws LabException {
        Matcher parts = TIME.matcher(text.equals("0") ? "0s" : text);
        double nanos = parts.matches() ? Double.parseDouble(parts.group(1)) * nanos(parts.group(2)) : -1;
        if (!(nanos >= 0 && nanos <= most.toNanos())) {
            throw usage(option + " takes a time with its unit, 0 to " + most.toSeconds()
                    + "s, such as 25ms, 500us or 1s, not " + text);
        }
        return Duration.ofNanos(Math.round(nanos));
    }

    /// Numbers from 1, in a list: `7,12,20-23`.
    ///
    /// @return each once, in order
    /// @throws LabException when it is none
    public static List<Long> numbers(String option, String text) throws LabException {
        List<Long> numbers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            long first = range.matches() ? Long.parseLong(range.group(1)) : 0;
            long last = first == 0 || range.group(2) == null ? first : Long.parseLong(range.group(2));
            if (first < 1 || last < first) {
                throw usage(option + " takes numbers from 1, such as 7,12 or 20-23, not " + text);
            }
            if (last - first >= MOST_NUMBERS - numbers.size()) {
                throw usage(option + " takes at most " + MOST_NUMBERS + " numbers, not " + text);
            }
            for (long number = first; number <= last; number++) {
                numbers.add(number);
            }
        }
        return numbers.stream().distinct().sorted().toList();
    }

    /// A chance, from 0 to less than 1.
    ///
    /// @throws LabException when it is none
    public static double chance(String option, double value) throws LabException {
        if (!(value >= 0 && value < 1)) {
            throw usage(option + " takes a probability, 0 to less than 1, such as 0.01, not " + value);
        }
        return value;
    }

    private static double number(String text, String unit, String otherUnit) {
        Matcher parts = NUMBER.matcher(text);
        if (!parts.matches()
                || (parts.group(3) != null
                        && !parts.group(3).equals(unit)
                        && !parts.group(3).equals(otherUnit))) {
            return Double.NaN;
        }
        return Double.parseDouble(parts.group(1)) * factor(parts.group(2));
    }

    private static double factor(String prefix) {
        return switch (prefix) {
            case "k" -> 1e3;
            case "M" -> 1e6;
            case "G" -> 1e9;
            default -> 1;
        };
    }

    private static double nanos(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            default -> 1e3;
        };
    }

    private static LabException usage(String message) {
        return new LabException(ExitCode.USAGE, message);
    }
}
