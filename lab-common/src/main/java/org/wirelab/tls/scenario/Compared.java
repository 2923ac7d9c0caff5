package org.wirelab.tls.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.wirelab.tls.Bytes;
import org.wirelab.trace.Kind;

/// What an onlooker sees of the server's answers to several kinds of ClientKeyExchange, side by side.
///
/// The times are shown and decide nothing: a machine that others use too cannot show that there is no difference.
///
/// @param outcomes one for each kind
@Kind("tls.scenario.compared")
public record Compared(List<Outcome> outcomes) implements ScenarioObservation.OfTheStage {

    /// What was seen of one kind, in several connections.
    ///
    /// @param sent what was wrong with the ClientKeyExchange
    /// @param connections how many there were
    /// @param answers the server's answer after the client's Finished, each that was seen once: its records,
    ///     and how the stream ended
    /// @param medianUs median of the time from the client's last octet to the server's answer, in microseconds
    /// @param fastestUs the shortest of those times
    /// @param slowestUs the longest
    public record Outcome(
            String sent, int connections, List<String> answers, long medianUs, long fastestUs, long slowestUs) {
        public Outcome {
            answers = List.copyOf(answers);
        }

        private String words() {
            return String.format(
                    Locale.ROOT,
                    "%s, %d times: %s; after %d µs (%d to %d µs)",
                    sent,
                    connections,
                    String.join(" or ", answers),
                    medianUs,
                    fastestUs,
                    slowestUs);
        }
    }

    public Compared {
        outcomes = List.copyOf(outcomes);
    }

    /// The records in these octets, as an onlooker would name them: `alert fatal bad_record_mac (7 octets)`.
    public static List<String> records(Bytes octets) {
        List<String> records = new ArrayList<>();
        int at = 0;
        while (at + WireRecord.HEADER <= octets.length()) {
            int end = at + WireRecord.HEADER + Hello.number(octets, at + 3);
            WireRecord record = new WireRecord(
                    Role.CLIENT, records.size() + 1L, false, octets.slice(at, Math.min(end, octets.length())));
            records.add(name(record) + " (" + record.octets().length() + " octets)");
            at = Math.min(end, octets.length());
        }
        if (at < octets.length()) {
            records.add("no record (" + (octets.length() - at) + " octets)");
        }
        return records;
    }

    private static String name(WireRecord record) {
        Bytes fragment = record.fragment();
        return record.type() == WireRecord.ALERT && fragment.length() == 2
                ? "alert " + AlertLevel.getName((short) fragment.at(0)) + " "
                        + AlertDescription.getName((short) fragment.at(1))
                : record.name();
    }

    /// True when every kind was always answered in one and the same way.
    public boolean indistinguishable() {
        return outcomes.size() > 1
                && outcomes.stream().allMatch(outcome -> outcome.answers().size() == 1)
                && outcomes.stream().map(Outcome::answers).distinct().count() == 1;
    }

    @Override
    public String title() {
        return (indistinguishable() ? "= " : "≠ ") + "what an onlooker sees";
    }

    @Override
    public List<String> details() {
        List<String> details = new ArrayList<>();
        outcomes.forEach(outcome -> details.add(outcome.words()));
        return details;
    }
}
