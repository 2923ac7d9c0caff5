package org.wirelab.bench.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.ServerSettings;
import org.wirelab.tls.ServerTrust;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.tls.pki.LabPki;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;

/// One way to shake hands, both sides in this thread.
@FunctionalInterface
interface Handshakes {

    /// Does it once.
    void once() throws IOException;

    /// Bouncy Castle as it comes, over its own algorithms, as the lab uses it.
    static Handshakes plain(Mode mode, LabPki pki, SecureRandom random) {
        return plain(mode, pki, () -> new BcTlsCrypto(random));
    }

    /// Bouncy Castle's TLS over the JDK's algorithms (RSA, AES, X25519 of SunJCE, SunRsaSign, SunEC).
    static Handshakes overTheJdk(Mode mode, LabPki pki, SecureRandom random) {
        return plain(mode, pki, () -> new JdkTlsCrypto(random));
    }

    private static Handshakes plain(Mode mode, LabPki pki, Supplier<TlsCrypto> crypto) {
        int suite = CipherSuite.named(mode.suite()).orElseThrow().id();
        TlsIdentity identity = pki.identity();
        ServerTrust trust = Mode.trust(pki);
        return () -> Peer.shakeHands(
                PlainPeer.client(new PlainClient(crypto.get(), mode, suite, trust)),
                PlainPeer.server(new PlainServer(crypto.get(), mode, suite, identity)));
    }

    /// The lab's engines, both of them recording.
    static Handshakes recorded(Mode mode, LabPki pki, SecureRandom random, Listening listening) {
        ClientSettings client = mode.client(pki);
        ServerSettings server = mode.server(pki);
        long[] number = {0};
        return () -> {
            number[0]++;
            Conversation conversation = Conversation.between(LabPeer.CLIENT, LabPeer.SERVER, number[0]);
            Peer.shakeHands(
                    LabPeer.client(client, listening.recorder(Side.CLIENT, conversation), random),
                    LabPeer.server(server, listening.recorder(Side.SERVER, conversation), random));
            listening.ended(conversation);
        };
    }

    /// Netty's SslHandler on the JDK's own TLS.
    static Handshakes jdk(Mode mode, LabPki pki) throws GeneralSecurityException, IOException {
        JssePeer.Contexts contexts = JssePeer.Contexts.of(pki);
        return () -> Peer.shakeHands(JssePeer.client(contexts, mode), JssePeer.server(contexts, mode));
    }
}
