package org.wirelab.tls;

import java.io.IOException;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeMessageInput;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.crypto.TlsHash;
import org.jspecify.annotations.Nullable;

/// The overrides that the client's and the server's engine share: each message and record is told, then handled.
final class ProtocolTap {

    /// What the engine itself does, an overridden method of it.
    @FunctionalInterface
    interface Engine {
        void handle() throws IOException;
    }

    private static final int HEADER = 4;

    private static final byte[] NOTHING = new byte[0];

    private final HandshakeWitness witness;
    private final Misbehaviour misbehaviour;
    private Bytes unfinished = Bytes.EMPTY;
    private byte[] early = NOTHING;

    ProtocolTap(RecordingTlsCrypto crypto) {
        this.witness = crypto.witness();
        this.misbehaviour = crypto.misbehaviour();
    }

    /// @return the whole message
    Bytes handshakeMessage(HandshakeMessageInput input, @Nullable TlsContext context, Engine engine)
            throws IOException {
        Bytes message = wholeMessage(input);
        witness.received(message);
        engine.handle();
        if (isServerHello(message)) {
            tellNonces(context);
        }
        return message;
    }

    void receivedRecord(short type, byte[] buffer, int offset, int length, Engine engine) throws IOException {
        witness.places().recordReceived();
        switch (type) {
            case ContentType.change_cipher_spec -> witness.changeCipherSpecReceived();
            case ContentType.application_data -> witness.applicationData(Direction.RECEIVED, buffer, offset, length);
            default -> {}
        }
        engine.handle();
    }

    /// What was sent is told when the record layer has taken it: only then it is known where it lies, and that it
    /// will leave at all.
    ///
    /// @param output a record counts as sent only when more bytes wait for the wire after it
    void sentRecord(
            short type,
            byte[] engineBuffer,
            int engineOffset,
            int length,
            @Nullable TlsContext context,
            Output output,
            Writing engine)
            throws IOException {
        int before = output.waiting();
        byte[] buffer = engineBuffer;
        int offset = engineOffset;
        if (type == ContentType.handshake && misbehaviour != Misbehaviour.HONEST) {
            buffer = misbehaviour
                    .handshakeMessage(Bytes.of(engineBuffer, engineOffset, length))
                    .toArray();
            offset = 0;
        }
        engine.write(buffer, offset);
        int octets = output.waiting() - before;
        if (octets == 0) {
            if (type == ContentType.alert) {
                sentEarly(buffer, offset);
            }
            return;
        }
        witness.places().recordSent(octets);
        switch (type) {
            case ContentType.handshake -> handshakeFragment(Bytes.of(buffer, offset, length), context);
            case ContentType.change_cipher_spec -> witness.changeCipherSpecSent();
            case ContentType.application_data -> witness.applicationData(Direction.SENT, buffer, offset, length);
            case ContentType.alert -> witness.alertSent(buffer, offset);
            default -> {}
        }
    }

    /// Bouncy Castle sends nothing before a ClientHello has told it a version, not even why it will hear no more.
    /// RFC 8446 §5.1: the version in a record's header is 0x0303 whatever is spoken.
    private void sentEarly(byte[] buffer, int offset) {
        early = new byte[] {ContentType.alert, 3, 3, 0, 2, buffer[offset], buffer[offset + 1]};
        witness.places().recordSent(early.length);
        witness.alertSent(buffer, offset);
    }

    /// An alert that the engine would not send, taken out.
    byte[] earlyAlert() {
        byte[] alert = early;
        early = NOTHING;
        return alert;
    }

    /// The engine's own way of sending a record of that length.
    @FunctionalInterface
    interface Writing {
        void write(byte[] buffer, int offset) throws IOException;
    }

    /// How many bytes wait to be sent.
    @FunctionalInterface
    interface Output {
        int waiting();
    }

    /// A long message is sent in several fragments (RFC 5246 §6.2.1).
    private void handshakeFragment(Bytes fragment, @Nullable TlsContext context) {
        unfinished = unfinished.length() == 0 ? fragment : unfinished.plus(fragment);
        if (unfinished.length() < HEADER || unfinished.length() < HEADER + bodyLength(unfinished)) {
            return;
        }
        Bytes message = unfinished;
        unfinished = Bytes.EMPTY;
        witness.sent(message);
        if (isServerHello(message)) {
            tellNonces(context);
        }
    }

    private static int bodyLength(Bytes message) {
        return message.at(1) << 16 | message.at(2) << 8 | message.at(3);
    }

    private static boolean isServerHello(Bytes message) {
        return message.at(0) == HandshakeDissector.SERVER_HELLO
                && HandshakeDissector.nameOf(message).equals("ServerHello");
    }

    /// With ServerHello both nonces are known to both engines.
    private void tellNonces(@Nullable TlsContext context) {
        SecurityParameters parameters = context == null ? null : context.getSecurityParametersHandshake();
        if (parameters != null && parameters.getClientRandom() != null && parameters.getServerRandom() != null) {
            witness.secrets().nonces(Bytes.of(parameters.getClientRandom()), Bytes.of(parameters.getServerRandom()));
        }
    }

    /// The engine shows a message whole only to a hash.
    private static Bytes wholeMessage(HandshakeMessageInput input) {
        Copy copy = new Copy(new byte[HEADER + input.available()]);
        input.updateHash(copy);
        return Bytes.owning(copy.calculateHash());
    }

    /// What takes the bytes that it is to hash as they are.
    private static final class Copy implements TlsHash {

        private final byte[] bytes;
        private int length;

        /// @param bytes of the length that the message will have
        Copy(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void update(byte[] buffer, int offset, int more) {
            System.arraycopy(buffer, offset, bytes, length, more);
            length += more;
        }

        @Override
        public byte[] calculateHash() {
            return bytes;
        }

        @Override
        public TlsHash cloneHash() {
            return this;
        }

        @Override
        public void reset() {
            length = 0;
        }
    }
}
