package org.wirelab.tls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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

    private record Message(boolean fromClient, Bytes bytes, String name) {

        boolean finishedOf(boolean client) {
            return bytes.at(0) == HandshakeDissector.FINISHED && fromClient == client;
        }
    }

    private final List<Message> messages = new ArrayList<>();
    private final Map<String, Message> firsts = new HashMap<>();
    private Bytes clientRandom = Bytes.EMPTY;
    private Bytes serverRandom = Bytes.EMPTY;

    void add(boolean fromClient, Bytes message) {
        if (message.at(0) != HELLO_REQUEST) {
            Message added = new Message(fromClient, message, HandshakeDissector.nameOf(message));
            messages.add(added);
            firsts.putIfAbsent(added.name(), added);
        }
    }

    /// The messages of a part of the transcript, joined when somebody asks for them, and what part it is.
    ///
    /// @param of the first and the last message, such as `ClientHello…ServerHello`
    record Part(String of, Once<Bytes> joined) {
        Bytes bytes() {
            return joined.get();
        }
    }

    /// Everything so far.
    Part all(Hkdf hash) {
        return part(messages.size(), hash);
    }

    /// Up to and with the last message of this name; everything so far where there is none.
    Part through(String name, Hkdf hash) {
        return upTo(last(message -> message.name().equals(name)) + 1, hash);
    }

    /// Up to and with the Finished of this side; everything so far where there is none.
    Part throughFinished(boolean client, Hkdf hash) {
        return upTo(last(message -> message.finishedOf(client)) + 1, hash);
    }

    /// What comes before the Finished of this side; everything so far where there is none.
    Part beforeFinished(boolean client, Hkdf hash) {
        int at = last(message -> message.finishedOf(client));
        return part(at < 0 ? messages.size() : at, hash);
    }

    private Part upTo(int end, Hkdf hash) {
        return part(end == 0 ? messages.size() : end, hash);
    }

    private Part part(int end, Hkdf hash) {
        List<Message> part = List.copyOf(messages.subList(0, end));
        if (part.isEmpty()) {
            return new Part("nothing", new Once<>(() -> Bytes.EMPTY));
        }
        int retry = last(message -> message.name().equals("HelloRetryRequest"));
        Once<Bytes> bytes = new Once<>(() -> retry < 1 || end <= retry
                ? joined(part)
                : messageHash(joined(part.subList(0, retry)), hash).plus(joined(part.subList(retry, end))));
        String last = part.getLast().name();
        String who = last.equals("Finished") ? (part.getLast().fromClient() ? "client " : "server ") : "";
        return new Part(end == 1 ? last : part.getFirst().name() + "…" + who + last, bytes);
    }

    /// RFC 8446 §4.4.1: `message_hash` (254), length, and the hash of the first ClientHello.
    private static Bytes messageHash(Bytes clientHello, Hkdf hash) {
        return Bytes.of(new byte[] {(byte) MESSAGE_HASH, 0, 0, (byte) hash.length()})
                .plus(hash.digest(clientHello));
    }

    private static Bytes joined(List<Message> part) {
        return Bytes.joined(part.stream().map(Message::bytes).toList());
    }

    private int last(Predicate<Message> which) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (which.test(messages.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /// True when the Finished of this side has passed.
    boolean finished(boolean client) {
        return last(message -> message.finishedOf(client)) >= 0;
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

    /// The message of this name, whole; empty before it has passed.
    Optional<Bytes> first(String name) {
        return Optional.ofNullable(firsts.get(name)).map(Message::bytes);
    }

    /// The version that ClientHello offered, which RSA key transport repeats (RFC 5246 §7.4.7.1).
    Bytes clientVersion() {
        return first("ClientHello")
                .filter(hello -> hello.length() >= RANDOM_OFFSET)
                .map(hello -> hello.slice(4, 6))
                .orElse(Bytes.EMPTY);
    }
}
