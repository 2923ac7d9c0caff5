package org.wirelab.tls.scenario;

import java.util.List;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Step;
import org.wirelab.tls.Alert;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.ChangeCipherSpec;
import org.wirelab.tls.DerivedSecret;
import org.wirelab.tls.Direction;
import org.wirelab.tls.HandshakeMessage;
import org.wirelab.tls.ProtectedRecord;
import org.wirelab.tls.scenario.Interference.Misbehaved;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// A pre-master secret that is not as the standard wants it, and a server that does not let on (RFC 5246 §7.4.7.1).
///
/// Bleichenbacher's attack needs a server that answers a bad padding otherwise than anything else.
public final class KeyTransportFlows {

    private static final Letter<Bytes> CLIENTS = Letter.hidden("the client's pre-master secret");

    /// The encryption block is of the wrong type.
    public static final Flow BAD_PADDING = flow("tls.scenario.bad_pms_padding", "the padding of the pre-master secret");

    /// The version in it is not the one that was offered.
    public static final Flow BAD_VERSION = flow("tls.scenario.bad_pms_version", "the version in the pre-master secret");

    /// Both, in the order in which they are listed.
    static final List<Flow> ALL = List.of(BAD_PADDING, BAD_VERSION);

    private KeyTransportFlows() {}

    private static Flow flow(String id, String what) {
        return Flow.of(
                id,
                Step.of(
                                id + ".1",
                                Misbehaved.class,
                                (Misbehaved deed) -> deed.what().equals(what))
                        .seenBy(Source.TLS, Side.CLIENT),
                Step.of(id + ".2", DerivedSecret.class, (DerivedSecret secret) -> secret.is("pre_master_secret"))
                        .seenBy(Source.TLS, Side.CLIENT)
                        .let(CLIENTS, DerivedSecret::value),
                Step.of(
                                id + ".3",
                                HandshakeMessage.class,
                                (HandshakeMessage message) -> Roles.received(message, "ClientKeyExchange"))
                        .seenBy(Source.TLS, Side.SERVER),
                Step.of(id + ".4", DerivedSecret.class, (DerivedSecret secret) -> secret.is("pre_master_secret"))
                        .seenBy(Source.TLS, Side.SERVER)
                        .check("48 bytes", secret -> secret.value().length() == 48)
                        .check("not the client's", (secret, letters) -> !letters.is(CLIENTS, secret.value()), CLIENTS),
                Step.<Alert>never(id + ".5", Alert.class, (alert, _) -> alert.direction() == Direction.SENT)
                        .seenBy(Source.TLS, Side.SERVER)
                        .until(ChangeCipherSpec.class, change -> change.direction() == Direction.RECEIVED),
                Step.of(id + ".6", Alert.class, (Alert alert) -> alert.direction() == Direction.SENT && alert.fatal())
                        .seenBy(Source.TLS, Side.SERVER)
                        .check("bad_record_mac", alert -> alert.description().equals("bad_record_mac"))
                        .citing(ProtectedRecord.class, (record, _) -> Roles.isRefused(record)),
                Step.of(
                                id + ".7",
                                Alert.class,
                                (Alert alert) -> alert.direction() == Direction.RECEIVED && alert.fatal())
                        .seenBy(Source.TLS, Side.CLIENT)
                        .check("bad_record_mac", alert -> alert.description().equals("bad_record_mac")),
                Step.of(id + ".8", Compared.class, (Compared _) -> true)
                        .check("the same records and the same end of the connection", Compared::indistinguishable),
                Roles.noData(id + ".9"));
    }
}
