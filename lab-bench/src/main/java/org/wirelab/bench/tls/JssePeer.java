package org.wirelab.bench.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.tls.pki.LabPki;

/// A side that is Netty's SslHandler on the JDK's own TLS.
final class JssePeer implements Peer {

    private static final char[] NO_PASSWORD = new char[0];

    /// Each connection has a port of its own: the JDK would resume sessions with one that it knows.
    private static final AtomicInteger PORTS = new AtomicInteger();

    private final SSLEngine engine;
    private final SslHandler handler;
    private final EmbeddedChannel channel = new EmbeddedChannel();

    /// What both sides are made from.
    record Contexts(SSLContext client, SSLContext server) {

        static Contexts of(LabPki pki) throws GeneralSecurityException, IOException {
            TlsIdentity identity = pki.identity();
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, NO_PASSWORD);
            own.setKeyEntry(
                    "server",
                    identity.privateKey(),
                    NO_PASSWORD,
                    identity.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NO_PASSWORD);
            SSLContext server = SSLContext.getInstance("TLS");
            server.init(keys.getKeyManagers(), null, null);

            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, NO_PASSWORD);
            trusted.setCertificateEntry("authority", pki.authority());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext client = SSLContext.getInstance("TLS");
            client.init(null, trust.getTrustManagers(), null);
            return new Contexts(client, server);
        }
    }

    private JssePeer(SSLEngine engine) {
        this.engine = engine;
        this.handler = new SslHandler(engine);
    }

    static JssePeer client(Contexts contexts, Mode mode) {
        int port = 1 + PORTS.getAndIncrement() % 65_535;
        SSLEngine engine = contexts.client.createSSLEngine(Mode.HOST, port);
        engine.setUseClientMode(true);
        return new JssePeer(configured(engine, mode, true));
    }

    static JssePeer server(Contexts contexts, Mode mode) {
        SSLEngine engine = contexts.server.createSSLEngine();
        engine.setUseClientMode(false);
        return new JssePeer(configured(engine, mode, false));
    }

    private static SSLEngine configured(SSLEngine engine, Mode mode, boolean client) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {mode.tls13() ? "TLSv1.3" : "TLSv1.2"});
        parameters.setCipherSuites(new String[] {mode.suite()});
        parameters.setNamedGroups(new String[] {"x25519"});
        if (client) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public void start() {
        channel.pipeline().addLast(handler);
    }

    @Override
    public void receive(byte[] octets) throws IOException {
        try {
            channel.writeInbound(Unpooled.wrappedBuffer(octets));
            channel.checkException();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    public byte[] output() {
        channel.runPendingTasks();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            byte[] octets = ByteBufUtil.getBytes(next);
            all.write(octets, 0, octets.length);
            next.release();
        }
        return all.toByteArray();
    }

    @Override
    public boolean isOpen() {
        return handler.handshakeFuture().isSuccess();
    }

    /// A session that is not invalidated would stay in the context's cache.
    @Override
    public void close() {
        engine.getSession().invalidate();
        channel.pipeline().remove(handler);
        channel.finishAndReleaseAll();
    }
}
