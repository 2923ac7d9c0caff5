package org.wirelab.tls;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The handshake messages so far, in order, whoever sent them: what the keys are bound to and Finished vouches for.
///
/// Kept beside the library's own, from the bytes that went over the wire. The documents name points in it by messages
/// (`ClientHello…server Finished`), and so does this class: when somebody asks makes no difference.
final class Transcript {

    // RFC 5246 §7.4.1.1 and §7.4.9: HelloRequest is left out of every hash.
    private static final int HELLO_REQUEST = 0;
    private static final int RANDOM_OFFSET = 4 + 2;
    private static final int RANDOM_LENGTH = 32;

    // RFC 8446 §4.4.1: the message that stands for the first ClientHello when there was a HelloRetryRequest.
    private static final int MESSAGE_HASH = 254;

    /// One message, and the one before it: what stands behind a message never changes, so that a part of the transcript
    /// is known by its last message.
    private record Message(@Nullable Message before, boolean fromClient, Bytes bytes, String name) {

        boolean finishedOf(boolean client) {
            return bytes.at(0) == HandshakeDissector.FINISHED && fromClient == client;
        }
    }

    private @Nullable Message newest;
    private boolean clientFinished;
    private boolean serverFinished;
    private Bytes clientRandom = Bytes.EMPTY;
    private Bytes serverRandom = Bytes.EMPTY;

    void add(boolean fromClient, Bytes message) {
        if (message.at(0) != HELLO_REQUEST) {
            Message added = new Message(newest, fromClient, message, HandshakeDissector.nameOf(message));
            clientFinished |= added.finishedOf(true);
            serverFinished |= added.finishedOf(false);
            newest = added;
        }
    }

    /// A part of the transcript.
    ///
    /// @param of the first and the last message, such as `ClientHello…ServerHello`
    /// @param bytes of the messages, joined
    record Part(String of, Bytes bytes) {}

    /// Everything so far.
    Part all(Hkdf hash) {
        return part(newest, hash);
    }

    /// Up to and with the last message of this name; everything so far where there is none. It is put together when it
    /// is asked for, on any thread, from the messages that are here now.
    Once<Part> through(String name, Hkdf hash) {
        Message now = newest;
        return new Once<>(() -> upTo(now, message -> message.name().equals(name), hash));
    }

    /// Up to and with the Finished of this side; everything so far where there is none.
    Once<Part> throughFinished(boolean client, Hkdf hash) {
        Message now = newest;
        return new Once<>(() -> upTo(now, message -> message.finishedOf(client), hash));
    }

    /// What comes before the Finished of this side; everything so far where there is none.
    Once<Part> beforeFinished(boolean client, Hkdf hash) {
        Message now = newest;
        return new Once<>(() -> {
            Message finished = last(now, message -> message.finishedOf(client));
            return part(finished == null ? now : finished.before(), hash);
        });
    }

    private static Part upTo(@Nullable Message now, Predicate<Message> which, Hkdf hash) {
        Message end = last(now, which);
        return part(end == null ? now : end, hash);
    }

    private static Part part(@Nullable Message end, Hkdf hash) {
        if (end == null) {
            return new Part("nothing", Bytes.EMPTY);
        }
        ArrayDeque<Message> messages = new ArrayDeque<>();
        for (Message message = end; message != null; message = message.before()) {
            messages.addFirst(message);
        }
        String who = end.name().equals("Finished") ? (end.fromClient() ? "client " : "server ") : "";
        String of =
                messages.size() == 1 ? end.name() : messages.getFirst().name() + "…" + who + end.name();
        return new Part(of, bytes(List.copyOf(messages), hash));
    }

    private static Bytes bytes(List<Message> part, Hkdf hash) {
        List<String> names = part.stream().map(Message::name).toList();
        int retry = names.lastIndexOf("HelloRetryRequest");
        return retry < 1
                ? joined(part)
                : messageHash(joined(part.subList(0, retry)), hash).plus(joined(part.subList(retry, part.size())));
    }

    /// RFC 8446 §4.4.1: `message_hash` (254), length, and the hash of the first ClientHello.
    private static Bytes messageHash(Bytes clientHello, Hkdf hash) {
        return Bytes.of(new byte[] {(byte) MESSAGE_HASH, 0, 0, (byte) hash.length()})
                .plus(hash.digest(clientHello));
    }

    private static Bytes joined(List<Message> part) {
        return Bytes.joined(part.stream().map(Message::bytes).toList());
    }

    private static @Nullable Message last(@Nullable Message now, Predicate<Message> which) {
        Message message = now;
        while (message != null && !which.test(message)) {
            message = message.before();
        }
        return message;
    }

    /// True when the Finished of this side has passed.
    boolean finished(boolean client) {
        return client ? clientFinished : serverFinished;
    }

    Bytes clientRandom() {
        if (clientRandom.length() == 0) {
            clientRandom = random("ClientHello").compute().orElse(Bytes.EMPTY);
        }
        return clientRandom;
    }

    Bytes serverRandom() {
        if (serverRandom.length() == 0) {
            serverRandom = random("ServerHello").compute().orElse(Bytes.EMPTY);
        }
        return serverRandom;
    }

    /// RFC 5246 §7.4.1.2: version (2 bytes) and random (32 bytes) begin both hello messages.
    Derivation random(String name) {
        Derivation.Named hello = new Derivation.Named(name, first(name).orElse(Bytes.EMPTY));
        return new Derivation.Field(name + ".random", hello, RANDOM_OFFSET, RANDOM_OFFSET + RANDOM_LENGTH);
    }

    /// The first message of this name, whole; empty before it has passed.
    private Optional<Bytes> first(String name) {
        Optional<Bytes> found = Optional.empty();
        for (Message message = newest; message != null; message = message.before()) {
            if (message.name().equals(name)) {
                found = Optional.of(message.bytes());
            }
        }
        return found;
    }

    /// The version that ClientHello offered, which RSA key transport repeats (RFC 5246 §7.4.7.1).
    Bytes clientVersion() {
        return first("ClientHello")
                .filter(hello -> hello.length() >= RANDOM_OFFSET)
                .map(hello -> hello.slice(4, 6))
                .orElse(Bytes.EMPTY);
    }
}
