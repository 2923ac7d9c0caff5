package org.wirelab.tls;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The handshake messages up to one point of a transcript: the last one, and those before it.
///
/// They do not change any more, so that what follows from them can be worked out later, on any thread; whoever shakes
/// hands only notes how far it has come.
///
/// @param before the messages before the last one; null before the first message
/// @param fromClient who sent the last one
record Messages(@Nullable Messages before, boolean fromClient, Bytes last, String name) {

    /// Before the first message.
    static final Messages NONE = new Messages(null, true, Bytes.EMPTY, "");

    private static final int RANDOM_OFFSET = 4 + 2;
    private static final int RANDOM_LENGTH = 32;

    // RFC 8446 §4.4.1: the message that stands for the first ClientHello when there was a HelloRetryRequest.
    private static final int MESSAGE_HASH = 254;

    /// A part of the transcript.
    ///
    /// @param of the first and the last message, such as `ClientHello…ServerHello`
    /// @param bytes of the messages, joined
    record Part(String of, Bytes bytes) {}

    /// These and one more.
    Messages plus(boolean client, Bytes message) {
        return new Messages(this, client, message, HandshakeDissector.nameOf(message));
    }

    /// All of them.
    Part all(Hkdf hash) {
        ArrayDeque<Messages> part = new ArrayDeque<>();
        for (Messages message = this; message.before != null; message = message.before) {
            part.addFirst(message);
        }
        if (part.isEmpty()) {
            return new Part("nothing", Bytes.EMPTY);
        }
        String who = name.equals("Finished") ? (fromClient ? "client " : "server ") : "";
        String of = part.size() == 1 ? name : part.getFirst().name() + "…" + who + name;
        return new Part(of, bytes(List.copyOf(part), hash));
    }

    /// Up to and with the last message of this name; all of them where there is none.
    Part through(String wanted, Hkdf hash) {
        Messages found = last(message -> message.name.equals(wanted));
        return (found == null ? this : found).all(hash);
    }

    /// Up to and with the Finished of this side; all of them where there is none.
    Part throughFinished(boolean client, Hkdf hash) {
        Messages found = last(message -> message.isFinishedOf(client));
        return (found == null ? this : found).all(hash);
    }

    /// What comes before the Finished of this side; all of them where there is none.
    Part beforeFinished(boolean client, Hkdf hash) {
        Messages found = last(message -> message.isFinishedOf(client));
        return (found == null || found.before == null ? this : found.before).all(hash);
    }

    /// True when the last of them is the Finished of this side.
    boolean isFinishedOf(boolean client) {
        return before != null && last.at(0) == HandshakeDissector.FINISHED && fromClient == client;
    }

    private @Nullable Messages last(Predicate<Messages> which) {
        for (Messages message = this; message.before != null; message = message.before) {
            if (which.test(message)) {
                return message;
            }
        }
        return null;
    }

    private static Bytes bytes(List<Messages> part, Hkdf hash) {
        int retry = part.stream().map(Messages::name).toList().lastIndexOf("HelloRetryRequest");
        return retry < 1
                ? joined(part)
                : messageHash(joined(part.subList(0, retry)), hash).plus(joined(part.subList(retry, part.size())));
    }

    /// RFC 8446 §4.4.1: `message_hash` (254), length, and the hash of the first ClientHello.
    private static Bytes messageHash(Bytes clientHello, Hkdf hash) {
        return Bytes.of(new byte[] {(byte) MESSAGE_HASH, 0, 0, (byte) hash.length()})
                .plus(hash.digest(clientHello));
    }

    private static Bytes joined(List<Messages> part) {
        return Bytes.joined(part.stream().map(Messages::last).toList());
    }

    Bytes clientRandom() {
        return random("ClientHello").compute().orElse(Bytes.EMPTY);
    }

    Bytes serverRandom() {
        return random("ServerHello").compute().orElse(Bytes.EMPTY);
    }

    /// RFC 5246 §7.4.1.2: version (2 bytes) and random (32 bytes) begin both hello messages.
    Derivation random(String hello) {
        Derivation.Named message = new Derivation.Named(hello, first(hello).orElse(Bytes.EMPTY));
        return new Derivation.Field(hello + ".random", message, RANDOM_OFFSET, RANDOM_OFFSET + RANDOM_LENGTH);
    }

    /// The version that ClientHello offered, which RSA key transport repeats (RFC 5246 §7.4.7.1).
    Bytes clientVersion() {
        return first("ClientHello")
                .filter(hello -> hello.length() >= RANDOM_OFFSET)
                .map(hello -> hello.slice(4, RANDOM_OFFSET))
                .orElse(Bytes.EMPTY);
    }

    /// The first message of this name, whole; empty before it has passed.
    private Optional<Bytes> first(String wanted) {
        Optional<Bytes> found = Optional.empty();
        for (Messages message = this; message.before != null; message = message.before) {
            if (message.name.equals(wanted)) {
                found = Optional.of(message.last);
            }
        }
        return found;
    }

    /// How far they go, and no secrets.
    @Override
    public String toString() {
        return name;
    }
}
