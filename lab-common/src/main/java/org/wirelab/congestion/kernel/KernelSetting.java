package org.wirelab.congestion.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the sender's kernel was set for a transfer, as it was read back from it.
///
/// @param algorithm what TCP_CONGESTION of the socket says
/// @param settings what else there is to say, in its order: `profile`, `net.ipv4.tcp_sack`; where the host could not
///     be asked for one, it is left out
public record KernelSetting(String algorithm, Map<String, String> settings) {

    /// RFC 2018: selective acknowledgments.
    public static final String SACK = "net.ipv4.tcp_sack";

    /// RFC 8985 §6: a bit field, 1 for RACK.
    public static final String RECOVERY = "net.ipv4.tcp_recovery";

    /// RFC 8985 §7: tail loss probes, where it is not 0.
    public static final String EARLY_RETRANSMIT = "net.ipv4.tcp_early_retrans";

    public KernelSetting {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /// Whether the kernel was set to ask for selective acknowledgments.
    boolean sack() {
        return !settings.getOrDefault(SACK, "1").equals("0");
    }

    /// Whether it goes by time; it needs selective acknowledgments for that.
    boolean rack() {
        String bits = settings.getOrDefault(RECOVERY, "1");
        return sack() && bits.matches("\\d{1,9}") && (Integer.parseInt(bits) & 1) != 0;
    }

    /// Whether it probes when acknowledgments fail to come.
    boolean probes() {
        return sack() && !settings.getOrDefault(EARLY_RETRANSMIT, "3").equals("0");
    }
}
