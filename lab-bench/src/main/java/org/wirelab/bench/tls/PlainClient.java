package org.wirelab.bench.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.jspecify.annotations.Nullable;
import org.wirelab.tls.Certificates;
import org.wirelab.tls.ServerTrust;

/// Bouncy Castle's client with the same offer as the lab's, and the same doubts about certificates.
final class PlainClient extends DefaultTlsClient {

    private final Mode mode;
    private final int suite;
    private final ServerTrust trust;

    PlainClient(TlsCrypto crypto, Mode mode, int suite, ServerTrust trust) {
        super(crypto);
        this.mode = mode;
        this.suite = suite;
        this.trust = trust;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return (mode.tls13() ? ProtocolVersion.TLSv13 : ProtocolVersion.TLSv12).only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {suite};
    }

    @Override
    protected Vector<Integer> getSupportedGroups(Vector namedGroupRoles) {
        return new Vector<>(List.of(NamedGroup.x25519));
    }

    @Override
    public boolean shouldUseExtendedMasterSecret() {
        return false;
    }

    @Override
    @SuppressWarnings("unchecked") // Bouncy Castle's table is raw: Integer to byte[].
    public Hashtable<Integer, byte[]> getClientExtensions() throws IOException {
        Hashtable<Integer, byte[]> extensions = super.getClientExtensions();
        extensions.remove(TlsExtensionsUtils.EXT_encrypt_then_mac);
        return extensions;
    }

    @Override
    protected Vector<ServerName> getSNIServerNames() {
        return new Vector<>(List.of(new ServerName(NameType.host_name, Mode.HOST.getBytes(StandardCharsets.US_ASCII))));
    }

    @Override
    protected @Nullable CertificateStatusRequest getCertificateStatusRequest() {
        return null;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                List<X509Certificate> chain = new ArrayList<>();
                for (TlsCertificate link : server.getCertificate().getCertificateList()) {
                    try {
                        chain.add(Certificates.parse(link.getEncoded()));
                    } catch (CertificateException e) {
                        throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
                    }
                }
                if (!trust.assess(chain).decision().accepted()) {
                    throw new TlsFatalAlert(AlertDescription.bad_certificate);
                }
            }

            @Override
            public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
                return null;
            }
        };
    }
}
