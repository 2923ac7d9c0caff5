package org.wirelab.tls.scenario;

import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.tls.Alert;
import org.wirelab.tls.ApplicationData;
import org.wirelab.tls.Direction;
import org.wirelab.tls.FinishedChecked;
import org.wirelab.tls.HandshakeMessage;
import org.wirelab.tls.ProtectedRecord;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// Steps stated by role: a letter says which end it is, and only what that end tells counts.
final class Roles {

    private Roles() {}

    /// A step that the end in this role shows.
    static <O extends Observation> Step<O> at(
            Letter<Role> role, String id, Class<O> type, BiPredicate<O, Letters> fits) {
        return Step.of(id, type, as(role, Role.CLIENT, fits))
                .seenBy(Source.TLS, Side.CLIENT)
                .or(type, as(role, Role.SERVER, fits))
                .seenBy(Source.TLS, Side.SERVER);
    }

    /// The same with something that must hold for it.
    static <O extends Observation> Step<O> at(
            Letter<Role> role, String id, Class<O> type, BiPredicate<O, Letters> fits, String formula, Predicate<O> c) {
        return Step.of(id, type, as(role, Role.CLIENT, fits))
                .seenBy(Source.TLS, Side.CLIENT)
                .check(formula, c)
                .or(type, as(role, Role.SERVER, fits))
                .seenBy(Source.TLS, Side.SERVER)
                .check(formula, c);
    }

    /// What the end in this role must not do, or must not be told.
    static <O extends Observation> Step<O> neverAt(
            Letter<Role> role, String id, Class<O> type, BiPredicate<O, Letters> fits) {
        return Step.never(id, type, as(role, Role.CLIENT, fits))
                .seenBy(Source.TLS, Side.CLIENT)
                .or(type, as(role, Role.SERVER, fits))
                .seenBy(Source.TLS, Side.SERVER);
    }

    private static <O extends Observation> BiPredicate<O, Letters> as(
            Letter<Role> role, Role who, BiPredicate<O, Letters> fits) {
        return (observation, letters) -> letters.is(role, who) && fits.test(observation, letters);
    }

    /// The end in this role ends the connection with this alert.
    static Step<Alert> alertBy(Letter<Role> role, String id, String description) {
        return at(
                role,
                id,
                Alert.class,
                (alert, _) -> alert.direction() == Direction.SENT && alert.fatal(),
                description,
                alert -> alert.description().equals(description));
    }

    /// The end in this role finds that a record does not open, and ends the connection.
    static Step<Alert> recordRefusedBy(Letter<Role> role, String id) {
        return alertBy(role, id, "bad_record_mac").citing(ProtectedRecord.class, (record, _) -> isRefused(record));
    }

    /// A record that its receiver could not open.
    static boolean isRefused(ProtectedRecord record) {
        return record.direction() == Direction.RECEIVED && !record.opened();
    }

    /// The end in this role is told so by the other.
    static Step<Alert> alertTo(Letter<Role> role, String id, String description) {
        return at(
                role,
                id,
                Alert.class,
                (alert, _) -> alert.direction() == Direction.RECEIVED && alert.fatal(),
                description,
                alert -> alert.description().equals(description));
    }

    /// Both ends have verified the other's Finished: the handshake is through.
    static Step<FinishedChecked> bothFinished(String id) {
        return Step.of(
                        id,
                        FinishedChecked.class,
                        (FinishedChecked finished) -> finished.direction() == Direction.RECEIVED)
                .seenBy(Source.TLS)
                .check("verify_data is as expected", FinishedChecked::verified)
                .each()
                .atLeast(2);
    }

    /// No application data leaves either end or reaches it.
    static Step<ApplicationData> noData(String id) {
        return Step.<ApplicationData>never(id, ApplicationData.class, (_, _) -> true)
                .seenBy(Source.TLS);
    }

    static boolean received(HandshakeMessage message, String name) {
        return message.is(name) && message.direction() == Direction.RECEIVED;
    }

    static boolean sent(HandshakeMessage message, String name) {
        return message.is(name) && message.direction() == Direction.SENT;
    }
}
