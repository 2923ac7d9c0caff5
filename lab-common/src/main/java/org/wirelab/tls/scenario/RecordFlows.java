package org.wirelab.tls.scenario;

import java.util.List;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Step;
import org.wirelab.tls.Alert;
import org.wirelab.tls.ApplicationData;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.ConnectionEnded;
import org.wirelab.tls.Direction;
import org.wirelab.trace.Source;

/// What a man in the middle can do to the records of a connection that is open, and how little comes of it (RFC 5246
/// §6.2.3, §7.2.1; RFC 8446 §5.2, §6.1).
public final class RecordFlows {

    static final Letter<Role> RECEIVER = Letter.of("receiver");
    static final Letter<Role> SENDER = Letter.of("sender");
    private static final Letter<Bytes> HEARD = Letter.hidden("heard");

    private static final String BAD_RECORD = "bad_record_mac";

    /// One bit of a ciphertext is flipped.
    public static final Flow TAMPERED = Flow.of(
            "tls.scenario.tampered_record",
            Roles.bothFinished("tls.scenario.tampered_record.1"),
            deed("tls.scenario.tampered_record.2", Interference.Altered.class),
            said("tls.scenario.tampered_record.3"),
            Roles.neverAt(
                    RECEIVER, "tls.scenario.tampered_record.4", ApplicationData.class, (data, _) -> isReceived(data)),
            Roles.recordRefusedBy(RECEIVER, "tls.scenario.tampered_record.5"),
            Roles.alertTo(SENDER, "tls.scenario.tampered_record.6", BAD_RECORD));

    /// A record arrives twice.
    public static final Flow REPLAYED = Flow.of(
            "tls.scenario.replayed_record",
            Roles.bothFinished("tls.scenario.replayed_record.1"),
            deed("tls.scenario.replayed_record.2", Interference.Replayed.class),
            // before the step that gives the letter its value: the first one heard is not the second
            Roles.neverAt(
                    RECEIVER,
                    "tls.scenario.replayed_record.3",
                    ApplicationData.class,
                    (data, letters) -> isReceived(data) && letters.has(HEARD)),
            Roles.at(RECEIVER, "tls.scenario.replayed_record.4", ApplicationData.class, (data, _) -> isReceived(data))
                    .let(HEARD, ApplicationData::bytes)
                    .unordered(),
            Roles.recordRefusedBy(RECEIVER, "tls.scenario.replayed_record.5"),
            Roles.alertTo(SENDER, "tls.scenario.replayed_record.6", BAD_RECORD));

    /// The stream ends before its sender has ended it.
    public static final Flow TRUNCATED = Flow.of(
            "tls.scenario.truncation",
            Roles.bothFinished("tls.scenario.truncation.1"),
            deed("tls.scenario.truncation.2", Interference.Cut.class),
            said("tls.scenario.truncation.3").atLeast(2),
            // it may come before the deed that tells who sends; the other end says no such thing
            Step.of(
                            "tls.scenario.truncation.4",
                            Alert.class,
                            (Alert alert) -> isCloseNotify(alert) && alert.direction() == Direction.SENT)
                    .seenBy(Source.TLS)
                    .unordered(),
            Roles.neverAt(
                    RECEIVER,
                    "tls.scenario.truncation.5",
                    Alert.class,
                    (alert, _) -> isCloseNotify(alert) && alert.direction() == Direction.RECEIVED),
            Roles.at(
                            RECEIVER,
                            "tls.scenario.truncation.6",
                            ConnectionEnded.class,
                            (_, _) -> true,
                            "truncated",
                            end -> end.how().equals("truncated"))
                    .unordered());

    /// All of them, in the order in which they are listed.
    static final List<Flow> ALL = List.of(TAMPERED, REPLAYED, TRUNCATED);

    private RecordFlows() {}

    /// What the man in the middle does decides who receives and who sends.
    private static <I extends Interference> Step<I> deed(String id, Class<I> type) {
        return Step.of(id, type, (I _) -> true)
                .seenBy(Source.MITM)
                .let(RECEIVER, Interference::towards)
                .let(SENDER, deed -> deed.towards().other());
    }

    /// What the sender has said, told by itself: before the deed, which came to it on the way.
    private static Step<ApplicationData> said(String id) {
        return Step.of(id, ApplicationData.class, (ApplicationData data) -> data.direction() == Direction.SENT)
                .seenBy(Source.TLS)
                .each();
    }

    private static boolean isReceived(ApplicationData data) {
        return data.direction() == Direction.RECEIVED;
    }

    private static boolean isCloseNotify(Alert alert) {
        return alert.description().equals("close_notify");
    }
}
