package org.wirelab.tcp;

import java.util.Locale;

/// Amounts and rates as people read them, in powers of ten as links are rated: `24.8 GB`, `19.84 Gbit/s`.
public final class Quantity {

    private static final String[] PREFIXES = {"", "k", "M", "G", "T"};

    private Quantity() {}

    /// An amount of data.
    public static String bytes(double bytes) {
        return scaled(bytes, "B");
    }

    /// A rate.
    ///
    /// @param bitsPerSecond at least 0
    public static String rate(double bitsPerSecond) {
        return scaled(bitsPerSecond, "bit/s");
    }

    private static String scaled(double value, String unit) {
        int power = 0;
        while (value >= 999.5 && power < PREFIXES.length - 1) {
            value /= 1000;
            power++;
        }
        String number = power == 0 ? "%.0f" : value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, number, value) + " " + PREFIXES[power] + unit;
    }
}
