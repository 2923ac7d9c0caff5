package org.wirelab.tls;

/// The handshake messages so far, in order, whoever sent them: what the keys are bound to and Finished vouches for.
///
/// Kept beside the library's own, from the bytes that went over the wire. The documents name points in it by messages
/// (`ClientHello…server Finished`), and so do [Messages]: when somebody asks makes no difference.
final class Transcript {

    // RFC 5246 §7.4.1.1 and §7.4.9: HelloRequest is left out of every hash.
    private static final int HELLO_REQUEST = 0;

    private Messages soFar = Messages.NONE;
    private boolean clientFinished;
    private boolean serverFinished;

    void add(boolean fromClient, Bytes message) {
        if (message.at(0) != HELLO_REQUEST) {
            soFar = soFar.plus(fromClient, message);
            clientFinished |= soFar.isFinishedOf(true);
            serverFinished |= soFar.isFinishedOf(false);
        }
    }

    /// The messages that have passed until now.
    Messages soFar() {
        return soFar;
    }

    /// Everything so far.
    Messages.Part all(Hkdf hash) {
        return soFar.all(hash);
    }

    /// True when the Finished of this side has passed.
    boolean finished(boolean client) {
        return client ? clientFinished : serverFinished;
    }

    Bytes clientRandom() {
        return soFar.clientRandom();
    }

    Bytes serverRandom() {
        return soFar.serverRandom();
    }
}
