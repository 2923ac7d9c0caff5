package org.wirelab.client.congestion.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.congestion.kernel.KernelSetting;
import org.wirelab.posix.RouteControl.TcpMetrics;

/// How the kernel's TCP is set for a transfer.
public enum Profile {
    /// As the textbook has it: one segment at first, no selective acknowledgments, losses found by counting
    /// duplicates, every segment acknowledged at once.
    TEXTBOOK,
    /// As Linux comes.
    DEFAULT;

    /// RFC 6298 §2.4: at least a second; Linux takes a fifth of that.
    private static final int SMALLEST_TIMEOUT_MILLIS = 1000;

    private static final TcpMetrics AS_IT_COMES = new TcpMetrics(0, false, 0);

    /// How the sender treats the receiver.
    TcpMetrics towardsReceiver() {
        return this == TEXTBOOK ? new TcpMetrics(1, false, SMALLEST_TIMEOUT_MILLIS) : AS_IT_COMES;
    }

    /// How the receiver treats the sender.
    TcpMetrics towardsSender() {
        return this == TEXTBOOK ? new TcpMetrics(0, true, SMALLEST_TIMEOUT_MILLIS) : AS_IT_COMES;
    }

    /// What sysctl(8) changes at both ends.
    ///
    /// HyStart is a parameter of the module and so of the whole host
    /// (`/sys/module/tcp_cubic/parameters/hystart`): no network of the lab's own changes it. Nor is there a
    /// way to turn proportional rate reduction off.
    Map<String, String> sysctls() {
        Map<String, String> settings = new LinkedHashMap<>();
        // a second transfer is to begin as the first did
        settings.put("net.ipv4.tcp_no_metrics_save", "1");
        // room for what is written ahead, so that the window is full whenever the program is a little late
        settings.put("net.ipv4.tcp_wmem", "4096 4194304 8388608");
        if (this == TEXTBOOK) {
            settings.put(KernelSetting.SACK, "0");
            settings.put(KernelSetting.RECOVERY, "0");
            settings.put(KernelSetting.EARLY_RETRANSMIT, "0");
            // without time stamps nothing is found out to have been sent again in vain (RFC 3522), and undone
            settings.put("net.ipv4.tcp_timestamps", "0");
            settings.put("net.ipv4.tcp_frto", "0");
            settings.put("net.ipv4.tcp_ecn", "0");
        }
        return settings;
    }

    /// What is told of the settings that matter, as they are read back.
    static List<String> told() {
        return List.of(
                KernelSetting.SACK,
                KernelSetting.RECOVERY,
                KernelSetting.EARLY_RETRANSMIT,
                "net.ipv4.tcp_timestamps",
                "net.ipv4.tcp_frto");
    }
}
