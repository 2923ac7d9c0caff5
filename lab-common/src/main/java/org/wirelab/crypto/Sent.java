package org.wirelab.crypto;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Kind;

/// An encrypted message on its way, as everybody in between sees it.
///
/// @param from who really sent it
/// @param to whom it is for
/// @param label what it is
/// @param claims who it says that it is from
/// @param family how its key is protected
/// @param keyHash SHA-256 of the key that it was encrypted with, in hexadecimal digits
/// @param parts what travels, by name, in hexadecimal digits
@Kind("crypto.sent")
public record Sent(
        String from, String to, String label, String claims, Family family, String keyHash, Map<String, String> parts)
        implements CryptoObservation, Arrow {

    private static final int DIGITS_SHOWN = 24;

    public Sent {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    @Override
    public List<String> details() {
        List<String> lines = new ArrayList<>();
        parts.forEach((name, value) -> lines.add(name + " "
                + (value.length() <= DIGITS_SHOWN + 8
                        ? value
                        : value.substring(0, DIGITS_SHOWN) + "… (" + value.length() / 2 + " bytes)")));
        if (!claims.equals(from)) {
            lines.add("says it is from " + claims);
        }
        return lines;
    }
}
