package org.wirelab.bench.bulk;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// One transfer's result, as its receiver counted.
///
/// @param who `sampled` and `unsampled` are the lab's, `iperf3` is iperf3's
/// @param bitsPerSecond what arrived
/// @param samples of TCP_INFO; 0 where none were taken
/// @param longestGapMicros between two of them; 0 where none were taken
record Transfer(String who, double bitsPerSecond, int samples, long longestGapMicros) {

    /// Reads one line of transfers.sh.
    static Transfer parse(String line) throws LabException {
        int space = line.indexOf(' ');
        String who = space < 0 ? line : line.substring(0, space);
        try {
            Map<String, Object> json = JSON.std.mapFrom(line.substring(space + 1));
            return who.equals("iperf3") ? ofIperf3(json) : ofLab(who, json);
        } catch (IOException | IllegalArgumentException e) {
            throw new LabException(ExitCode.INTERNAL, who + " gave no result: " + e.getMessage(), e);
        }
    }

    private static Transfer ofLab(String who, Map<String, Object> json) {
        double micros = number(json, "us");
        return new Transfer(
                who,
                number(json, "bytes") * 8e6 / micros,
                (int) number(json, "samples"),
                json.containsKey("longest_gap_us") ? (long) number(json, "longest_gap_us") : 0);
    }

    private static Transfer ofIperf3(Map<String, Object> json) {
        if (json.get("error") instanceof String error) {
            throw new IllegalArgumentException(error);
        }
        Map<?, ?> end = (Map<?, ?>) json.getOrDefault("end", Map.of());
        Map<?, ?> received = (Map<?, ?>) (end.get("sum_received") instanceof Map<?, ?> sum ? sum : Map.of());
        return new Transfer("iperf3", number(received, "bits_per_second"), 0, 0);
    }

    private static double number(Map<?, ?> json, String field) {
        if (json.get(field) instanceof Number value) {
            return value.doubleValue();
        }
        throw new IllegalArgumentException("no " + field);
    }
}
