package org.wirelab.client.read;

import java.util.Locale;

/// Quantities as people read them: `1.2 kB`, `12.345 s`.
final class Amount {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final int KILO = 1000;

    private Amount() {}

    /// Octets in powers of a thousand, with three digits that count.
    static String octets(long count) {
        double value = count;
        int unit = 0;
        while (value >= KILO - 0.5 && unit < UNITS.length - 1) {
            value /= KILO;
            unit++;
        }
        String form = unit == 0 || value >= 100 ? "%.0f %s" : value >= 10 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, form, value, UNITS[unit]);
    }

    /// Seconds to the millisecond; what is shorter than a second, in milliseconds to the microsecond.
    static String seconds(long nanos) {
        if (Math.abs(nanos) < 1_000_000_000) {
            return String.format(Locale.ROOT, "%.3f ms", nanos / 1e6);
        }
        return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
    }

    /// Digits in groups of three, parted by a narrow blank that every terminal has.
    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }
}
