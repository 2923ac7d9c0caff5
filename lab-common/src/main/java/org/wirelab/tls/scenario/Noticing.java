package org.wirelab.tls.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.tls.Alert;
import org.wirelab.tls.ChangeCipherSpec;
import org.wirelab.tls.ConnectionEnded;
import org.wirelab.tls.Direction;
import org.wirelab.tls.FinishedChecked;
import org.wirelab.tls.HandshakeMessage;
import org.wirelab.tls.ProtectedRecord;
import org.wirelab.tls.TrustCheck;
import org.wirelab.trace.Concluding;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// Reads the trace of a scenario and says of each end that ended the connection: at which step, because of which check.
public final class Noticing implements Concluding {

    private final String scenario;
    private final Map<Seat, Account> accounts = new HashMap<>();

    /// One end of one connection.
    private record Seat(Conversation conversation, Side side) {}

    /// What one end has told so far.
    private static final class Account {
        private String step = "the connection";
        private String failedOn = "";
        private Optional<String> failed = Optional.empty();
        private boolean sentinel;
        private boolean noticed;

        void takes(HandshakeMessage message) {
            step = message.name();
            if (message.is("ServerHello") && message.text("random").endsWith(HandshakeFlows.SENTINEL)) {
                sentinel = true;
            }
        }

        void takes(FinishedChecked finished) {
            if (!finished.verified()) {
                fails("Finished", "verify_data");
            }
        }

        void takes(ProtectedRecord record) {
            step = "protected record " + record.sequence();
            if (!record.opened()) {
                fails(step, "its MAC or tag");
            }
        }

        /// The first check that did not hold, and on what.
        void fails(String on, String check) {
            if (failed.isEmpty()) {
                failedOn = on;
                failed = Optional.of(check);
            }
        }
    }

    /// @param scenario its name on the command line
    public Noticing(String scenario) {
        this.scenario = scenario;
    }

    @Override
    public List<Conclusion> from(Entry entry) {
        if (entry.vantage().source() != Source.TLS) {
            return List.of();
        }
        Seat seat = new Seat(entry.conversation(), entry.vantage().side());
        Account account = accounts.computeIfAbsent(seat, _ -> new Account());
        return noticed(account, Role.at(seat.side()), entry.observation()).stream()
                .map(noticed -> new Conclusion(entry, noticed))
                .toList();
    }

    private Optional<Observation> noticed(Account account, Role by, Observation told) {
        switch (told) {
            case HandshakeMessage message when message.direction() == Direction.RECEIVED -> account.takes(message);
            case ChangeCipherSpec change
            when change.direction() == Direction.RECEIVED -> account.step = "ChangeCipherSpec";
            case ProtectedRecord record when record.direction() == Direction.RECEIVED -> account.takes(record);
            case TrustCheck check when !check.passed() -> account.fails("Certificate", check.check());
            case FinishedChecked finished when finished.direction() == Direction.RECEIVED -> account.takes(finished);
            case Alert alert
            when alert.direction() == Direction.SENT && alert.fatal() -> {
                return once(account, byAlert(account, by, alert));
            }
            case Alert alert when alert.direction() == Direction.RECEIVED -> account.noticed = true; // the other did
            case ConnectionEnded end
            when end.how().equals("truncated") -> {
                return once(
                        account,
                        new ScenarioObservation.Noticed(scenario, by, "the end of the stream", "close_notify", "", ""));
            }
            default -> {} // says nothing of what is wrong
        }
        return Optional.empty();
    }

    private static Optional<Observation> once(Account account, Observation noticed) {
        boolean before = account.noticed;
        account.noticed = true;
        return before ? Optional.empty() : Optional.of(noticed);
    }

    private ScenarioObservation.Noticed byAlert(Account account, Role by, Alert alert) {
        String step = account.failed.isPresent() ? account.failedOn : account.step;
        return new ScenarioObservation.Noticed(
                scenario, by, step, check(account, alert), alert.description(), alert.cause());
    }

    /// What did not hold: what the engine's own checks said, or else what the alert means where it was sent.
    private static String check(Account account, Alert alert) {
        return account.failed.orElseGet(() -> switch (alert.description()) {
            case "protocol_version" -> "the versions offered";
            case "illegal_parameter" -> account.sentinel ? "the sentinel in random" : "a field's value";
            case "handshake_failure" ->
                account.step.equals("ClientHello") ? "the suites offered" : "the certificate demanded";
            case "certificate_required" -> "the certificate demanded";
            default -> alert.description();
        });
    }
}
