package org.wirelab.tls.scenario;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.tls.Bytes;

/// One record as it passes on the wire (RFC 5246 §6.2.1, RFC 8446 §5.1), read as far as anybody between the ends can.
///
/// @param towards the end that it is on its way to
/// @param number among the records of its direction, from 1
/// @param sealed whether keys protect it, so that its content is out of reach
/// @param octets all of it, its header of five octets included
public record WireRecord(Role towards, long number, boolean sealed, Bytes octets) {

    static final int HEADER = 5;
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;

    private static final int MESSAGE_HEADER = 4;

    /// A handshake message that lies whole in a record.
    ///
    /// @param at where it begins in the record
    /// @param octets type, length and body
    record Message(int at, Bytes octets) {

        int type() {
            return octets.at(0);
        }

        Bytes body() {
            return octets.slice(MESSAGE_HEADER, octets.length());
        }

        /// RFC 5246 §7.4: the same kind of message with this body.
        static Bytes of(int type, Bytes body) {
            byte[] header = {
                (byte) type, (byte) (body.length() >> 16), (byte) (body.length() >> 8), (byte) body.length()
            };
            return Bytes.of(header).plus(body);
        }
    }

    /// Its type, which stands in the clear.
    int type() {
        return octets.at(0);
    }

    /// What it carries, protected or not.
    Bytes fragment() {
        return octets.slice(HEADER, octets.length());
    }

    /// The handshake messages that it holds in the clear, those that lie in it as a whole.
    List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        if (sealed || type() != HANDSHAKE) {
            return messages;
        }
        for (int at = HEADER; at + MESSAGE_HEADER <= octets.length(); ) {
            int length = octets.at(at + 1) << 16 | octets.at(at + 2) << 8 | octets.at(at + 3);
            int end = at + MESSAGE_HEADER + length;
            if (end > octets.length()) {
                break;
            }
            messages.add(new Message(at, octets.slice(at, end)));
            at = end;
        }
        return messages;
    }

    /// The same record with another message in the place of this one.
    Bytes with(Message old, Bytes message) {
        Bytes fragment = octets.slice(HEADER, old.at())
                .plus(message)
                .plus(octets.slice(old.at() + old.octets().length(), octets.length()));
        byte[] length = {(byte) (fragment.length() >> 8), (byte) fragment.length()};
        return octets.slice(0, HEADER - length.length).plus(Bytes.of(length)).plus(fragment);
    }

    /// What it is, in the RFC's words.
    String name() {
        return switch (type()) {
            case CHANGE_CIPHER_SPEC -> "ChangeCipherSpec";
            case ALERT -> sealed ? "protected alert" : "alert";
            case HANDSHAKE -> sealed ? "protected handshake" : String.join(", ", names());
            case APPLICATION_DATA -> "protected application_data";
            default -> "type " + type();
        };
    }

    private List<String> names() {
        List<Message> messages = messages();
        return messages.isEmpty()
                ? List.of("handshake")
                : messages.stream().map(message -> nameOf(message.type())).toList();
    }

    private static String nameOf(int type) {
        return switch (type) {
            case HandshakeTypes.CLIENT_HELLO -> "ClientHello";
            case HandshakeTypes.SERVER_HELLO -> "ServerHello";
            case HandshakeTypes.CERTIFICATE -> "Certificate";
            case HandshakeTypes.SERVER_KEY_EXCHANGE -> "ServerKeyExchange";
            case HandshakeTypes.CERTIFICATE_REQUEST -> "CertificateRequest";
            case HandshakeTypes.SERVER_HELLO_DONE -> "ServerHelloDone";
            case HandshakeTypes.CERTIFICATE_VERIFY -> "CertificateVerify";
            case HandshakeTypes.CLIENT_KEY_EXCHANGE -> "ClientKeyExchange";
            default -> "handshake message " + type;
        };
    }
}
