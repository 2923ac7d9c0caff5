package org.wirelab.tls.offline;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CapturedHandshake;
import org.wirelab.tls.HandshakeMessage;
import org.wirelab.tls.SuiteChosen;
import org.wirelab.tls.record.OpenedRecord;
import org.wirelab.tls.record.RecordCheck;
import org.wirelab.tls.record.RecordHeader;
import org.wirelab.tls.record.RecordProtection;
import org.wirelab.trace.StreamRange;

/// What the records of a captured session bring, and what follows from it: whose turn it is, and which keys come next.
final class CapturedContent {

    private static final int FATAL = 2;
    private static final int CLOSE_NOTIFY = 0;

    /// No handshake has more; whoever sends more, updates of keys without end, is not read to that end.
    private static final long MOST_HANDSHAKE = 1 << 20;

    private final CapturedHandshake handshake;
    private final SessionKeys keys;
    private final CapturedSide client;
    private final CapturedSide server;
    private final HandshakeTurn turn;
    private boolean earlyData;
    private String version = "";
    private String serverName = "";
    private String protocol = "";
    private String fatalAlert = "";
    private String failedCheck = "";
    private boolean hopeless;
    private long handshakeOctets;
    private @Nullable Opening refusal;

    CapturedContent(CapturedHandshake handshake, SessionKeys keys, CapturedSide client, CapturedSide server) {
        this.handshake = handshake;
        this.keys = keys;
        this.client = client;
        this.server = server;
        this.turn = new HandshakeTurn(client, server);
    }

    String version() {
        return version;
    }

    String serverName() {
        return serverName;
    }

    String protocol() {
        return protocol;
    }

    /// True when the first record under the secrets' keys did not open.
    boolean isHopeless() {
        return hopeless;
    }

    /// The check that a record failed first.
    String failedCheck() {
        return failedCheck;
    }

    /// How many octets of handshake messages there were, which are remembered.
    long handshakeOctets() {
        return handshakeOctets;
    }

    /// Why this session is none that can be read; empty for those that can.
    Optional<Opening> refusal() {
        return Optional.ofNullable(refusal);
    }

    private boolean tls13() {
        return handshake.chosen().filter(SuiteChosen::tls13).isPresent();
    }

    /// True when the keys of a session will never be known: then the order of its records does not matter.
    boolean closed() {
        Opening opening = keys.opening();
        return refusal != null || hopeless || (opening != null && !opening.opened());
    }

    /// Whether a record of this type has to wait for the other side's.
    boolean mustWait(CapturedSide side, int type) {
        return !closed() && type != RecordHeader.ALERT && turn.mustWait(side.client, type, tls13());
    }

    /// Whether a record of this type is protected: in TLS 1.3 no ChangeCipherSpec is (RFC 8446 §5, §D.4).
    boolean isProtected(CapturedSide side, int type) {
        return side.sealed && (!tls13() || type == RecordHeader.APPLICATION_DATA);
    }

    /// Opens a record under the keys of its side. What a client sent early and the server did not take is passed
    /// over (RFC 8446 §4.2.10): then the keys of the handshake open what follows.
    OpenedRecord open(CapturedSide side, byte[] record) {
        RecordProtection protection = side.protection.orElseThrow();
        OpenedRecord opened = protection.open(side.sequence, record);
        if (!opened.opened() && earlyData && side.client && side.protectedBy.contains("_early_")) {
            useTrafficSecret(client, "client_handshake_traffic_secret");
            earlyData = false;
            return side.protection.map(other -> other.open(0, record)).orElse(opened);
        }
        return opened;
    }

    /// A record did not open.
    ///
    /// @param others whether others of this session did
    void failed(CapturedSide side, RecordCheck check, boolean others) {
        if (failedCheck.isEmpty()) {
            failedCheck = check.label();
        }
        if (!others) {
            side.protection = Optional.empty();
            hopeless = true;
        }
    }

    /// What a record brought, in the clear.
    void take(CapturedSide side, int type, Bytes content, StreamRange stream) {
        switch (type) {
            case RecordHeader.CHANGE_CIPHER_SPEC -> changeCipherSpec(side, stream);
            case RecordHeader.ALERT -> alert(side, content, stream);
            case RecordHeader.HANDSHAKE -> {
                for (Bytes message : side.messages.messages(content)) {
                    message(side, message, stream);
                }
                if (side.messages.isTooLong()) {
                    side.stopped = Opening.closed("foreign." + side.role(), Long.toString(stream.first() - 1));
                }
            }
            case RecordHeader.APPLICATION_DATA -> {
                if (turn.hasClientHello() && !turn.hasServerHello()) {
                    return; // early data that the server did not take (RFC 8446 §4.2.10)
                } else if (turn.hasClientHello()) {
                    handshake.applicationData(side.client, content, stream);
                } else {
                    refuse(Opening.closed("mid_stream"));
                }
            }
            default -> {}
        }
    }

    private void changeCipherSpec(CapturedSide side, StreamRange stream) {
        if (!turn.hasClientHello()) {
            refuse(Opening.closed("mid_stream"));
            return;
        }
        if (turn.hasServerHello() && !tls13()) {
            Optional<SuiteChosen> chosen = handshake.chosen();
            Optional<RecordProtection> protection =
                    closed() ? Optional.empty() : chosen.flatMap(settled -> keys.keyBlock(settled, side.role()));
            handshake.changeCipherSpec(side.client, stream);
            side.rekey("key_block", protection);
        } else {
            handshake.changeCipherSpec(side.client, stream);
        }
    }

    private void alert(CapturedSide side, Bytes content, StreamRange stream) {
        if (!turn.hasClientHello()) {
            refuse(Opening.closed("mid_stream"));
        }
        if (content.length() != 2 || refusal != null) {
            return;
        }
        handshake.alert(side.client, content, stream);
        side.saidGoodbye |= content.at(1) == CLOSE_NOTIFY;
        if (content.at(0) == FATAL && fatalAlert.isEmpty()) {
            fatalAlert = Integer.toString(content.at(1));
        }
    }

    private void message(CapturedSide side, Bytes bytes, StreamRange stream) {
        int first = bytes.at(0);
        if (!turn.hasClientHello() && !(side.client && first == 1) && first != 0) {
            refuse(Opening.closed("mid_stream"));
        }
        if (refusal != null && !turn.hasClientHello()) {
            return;
        }
        if (first == 1 && side.finished) {
            side.stopped = Opening.closed("renegotiation");
            return;
        }
        handshakeOctets += bytes.length();
        if (handshakeOctets > MOST_HANDSHAKE) {
            side.stopped = Opening.closed("too_much");
            return;
        }
        HandshakeMessage message = handshake.message(side.client, bytes, side.recordNumber, stream);
        switch (message.name()) {
            case "ClientHello" -> clientHello(message);
            case "HelloRetryRequest" -> turn.retry();
            case "ServerHello" -> serverHello(message);
            case "ServerHelloDone" -> turn.serverHelloDone();
            case "EncryptedExtensions" -> protocol(message);
            case "ClientKeyExchange" -> keyExchange(message);
            case "EndOfEarlyData" -> useTrafficSecret(client, "client_handshake_traffic_secret");
            case "Finished" -> finished(side);
            case "KeyUpdate" -> keyUpdate(side);
            default -> {}
        }
    }

    private void clientHello(HandshakeMessage hello) {
        turn.clientHello();
        serverName = hello.text("server_name");
        earlyData = hello.list("extensions").contains("early_data");
        keys.clientRandom(Bytes.parse(hello.text("random")));
    }

    private void serverHello(HandshakeMessage hello) {
        turn.serverHello();
        version = hello.version();
        protocol(hello);
        Optional<SuiteChosen> chosen = handshake.chosen();
        if (!version.equals("TLS 1.2") && !version.equals("TLS 1.3")) {
            refuse(Opening.closed("version", version));
        } else if (chosen.isEmpty()) {
            refuse(Opening.closed("suite", hello.text("cipher_suite")));
        } else if (tls13()) {
            useTrafficSecret(server, "server_handshake_traffic_secret");
            useTrafficSecret(client, earlyData ? "client_early_traffic_secret" : "client_handshake_traffic_secret");
            if (earlyData && client.protection.isEmpty()) {
                useTrafficSecret(client, "client_handshake_traffic_secret");
            }
        }
        if (closed()) {
            client.sealed |= tls13();
            server.sealed |= tls13();
        }
    }

    private void protocol(HandshakeMessage message) {
        message.list("alpn").stream().findFirst().ifPresent(name -> protocol = name);
    }

    private void keyExchange(HandshakeMessage message) {
        String encrypted = message.text("encrypted_pre_master_secret");
        if (!encrypted.isEmpty()) {
            keys.encryptedPreMasterSecret(Bytes.parse(encrypted));
        }
        handshake.chosen().ifPresent(chosen -> keys.keyBlock(chosen, "client"));
    }

    private void finished(CapturedSide side) {
        side.finished = true;
        if (tls13()) {
            useTrafficSecret(side, side.role() + "_application_traffic_secret_0");
        }
    }

    private void useTrafficSecret(CapturedSide side, String name) {
        Optional<SuiteChosen> chosen = handshake.chosen();
        side.rekey(
                name,
                refusal != null ? Optional.empty() : chosen.flatMap(settled -> keys.trafficSecret(settled, name)));
    }

    /// RFC 8446 §7.2: what this side sends next is protected by the next secret.
    private void keyUpdate(CapturedSide side) {
        String name = side.protectedBy;
        int underscore = name.lastIndexOf('_');
        if (!tls13() || !name.contains("_application_")) {
            return;
        }
        String following = name.substring(0, underscore + 1) + (Integer.parseInt(name.substring(underscore + 1)) + 1);
        side.rekey(following, handshake.chosen().flatMap(chosen -> keys.next(chosen, name, following)));
    }

    private void refuse(Opening why) {
        if (refusal == null) {
            refusal = why;
        }
    }

    /// Nothing more comes: says how the session ended, as far as the capture can know.
    void end(boolean closed) {
        if (!turn.hasClientHello() || refusal != null) {
            return;
        }
        if (!fatalAlert.isEmpty()) {
            handshake.ended("alert", handshake.alertName(Integer.parseInt(fatalAlert)));
        } else if (client.saidGoodbye || server.saidGoodbye) {
            handshake.ended("close_notify", "");
        } else if (closed && (!turn.hasServerHello() || !closed())) {
            boolean done = client.finished && server.finished;
            handshake.ended(
                    "truncated", done ? "without close_notify: data may be missing" : "in the middle of the handshake");
        }
    }
}
