package org.wirelab.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.crypto.params.DHPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.crypto.TlsDHConfig;
import org.bouncycastle.tls.crypto.TlsDHDomain;
import org.bouncycastle.tls.crypto.TlsECConfig;
import org.bouncycastle.tls.crypto.TlsECDomain;
import org.bouncycastle.tls.crypto.TlsKemConfig;
import org.bouncycastle.tls.crypto.TlsKemDomain;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsDH;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsDHDomain;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsECDH;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsECDomain;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsMLKem;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsMLKemDomain;
import org.bouncycastle.tls.crypto.impl.bc.BcX25519;
import org.bouncycastle.tls.crypto.impl.bc.BcX448;
import org.wirelab.tls.Derivation.Named;

/// Bouncy Castle's ephemeral exchanges, each telling of its private value, its peer's public value and what both give.
final class RecordingAgreements {

    private RecordingAgreements() {}

    /// RFC 8422, RFC 7748.
    static TlsECDomain onCurve(RecordingTlsCrypto crypto, TlsECConfig config) {
        String group = GroupNames.nameOf(config.getNamedGroup());
        return switch (config.getNamedGroup()) {
            case NamedGroup.x25519 -> () -> new X25519(crypto, group);
            case NamedGroup.x448 -> () -> new X448(crypto, group);
            default -> {
                BcTlsECDomain domain = new BcTlsECDomain(crypto, config);
                yield () -> new OnCurve(crypto, group, domain);
            }
        };
    }

    /// RFC 7919, and groups that a server makes up (RFC 5246 §7.4.3).
    static TlsDHDomain inField(RecordingTlsCrypto crypto, TlsDHConfig config) {
        BcTlsDHDomain domain = new BcTlsDHDomain(crypto, config);
        String group =
                FiniteFields.nameOf(BcTlsDHDomain.getDomainParameters(config).getP());
        return () -> new InField(crypto, group, domain);
    }

    /// ML-KEM (FIPS 203): the client sends a public key, the server what it encapsulated with it.
    static TlsKemDomain encapsulating(RecordingTlsCrypto crypto, TlsKemConfig config) {
        BcTlsMLKemDomain domain = new BcTlsMLKemDomain(crypto, config);
        String group = GroupNames.nameOf(config.getNamedGroup());
        return () -> new Encapsulating(crypto, group, domain);
    }

    /// What all agreements on curves and in fields tell.
    private static final class Witness {
        private final RecordingTlsCrypto crypto;
        private final String group;
        private Named own = new Named("", Bytes.EMPTY);
        private Named peers = new Named("", Bytes.EMPTY);

        Witness(RecordingTlsCrypto crypto, String group) {
            this.crypto = crypto;
            this.group = group;
        }

        void drawn(Bytes privateValue) {
            own = crypto.privateValue(group, privateValue);
        }

        void received(byte[] publicValue) {
            peers = new Named(crypto.secrets().peersPublicName(), Bytes.of(publicValue));
        }

        TlsSecret agreed(TlsSecret secret) {
            return crypto.agreed(secret, new Agreement(group, own, peers));
        }
    }

    private static final class X25519 extends BcX25519 {
        private final Witness witness;

        X25519(RecordingTlsCrypto crypto, String group) {
            super(crypto);
            witness = new Witness(crypto, group);
        }

        @Override
        public byte[] generateEphemeral() throws IOException {
            byte[] publicValue = super.generateEphemeral();
            witness.drawn(Bytes.of(privateKey));
            return publicValue;
        }

        @Override
        public void receivePeerValue(byte[] peerValue) throws IOException {
            super.receivePeerValue(peerValue);
            witness.received(peerValue);
        }

        @Override
        public TlsSecret calculateSecret() throws IOException {
            return witness.agreed(super.calculateSecret());
        }
    }

    private static final class X448 extends BcX448 {
        private final Witness witness;

        X448(RecordingTlsCrypto crypto, String group) {
            super(crypto);
            witness = new Witness(crypto, group);
        }

        @Override
        public byte[] generateEphemeral() throws IOException {
            byte[] publicValue = super.generateEphemeral();
            witness.drawn(Bytes.of(privateKey));
            return publicValue;
        }

        @Override
        public void receivePeerValue(byte[] peerValue) throws IOException {
            super.receivePeerValue(peerValue);
            witness.received(peerValue);
        }

        @Override
        public TlsSecret calculateSecret() throws IOException {
            return witness.agreed(super.calculateSecret());
        }
    }

    private static final class OnCurve extends BcTlsECDH {
        private final Witness witness;

        OnCurve(RecordingTlsCrypto crypto, String group, BcTlsECDomain domain) {
            super(domain);
            witness = new Witness(crypto, group);
        }

        @Override
        public byte[] generateEphemeral() throws IOException {
            byte[] publicValue = super.generateEphemeral();
            ECPrivateKeyParameters key = (ECPrivateKeyParameters) localKeyPair.getPrivate();
            int octets = (key.getParameters().getCurve().getFieldSize() + 7) / 8;
            witness.drawn(Bytes.of(key.getD(), octets));
            return publicValue;
        }

        @Override
        public void receivePeerValue(byte[] peerValue) throws IOException {
            super.receivePeerValue(peerValue);
            witness.received(peerValue);
        }

        @Override
        public TlsSecret calculateSecret() throws IOException {
            return witness.agreed(super.calculateSecret());
        }
    }

    private static final class InField extends BcTlsDH {
        private final Witness witness;

        InField(RecordingTlsCrypto crypto, String group, BcTlsDHDomain domain) {
            super(domain);
            witness = new Witness(crypto, group);
        }

        @Override
        public byte[] generateEphemeral() throws IOException {
            byte[] publicValue = super.generateEphemeral();
            BigInteger exponent = ((DHPrivateKeyParameters) localKeyPair.getPrivate()).getX();
            witness.drawn(Bytes.of(exponent, (exponent.bitLength() + 7) / 8));
            return publicValue;
        }

        @Override
        public void receivePeerValue(byte[] peerValue) throws IOException {
            super.receivePeerValue(peerValue);
            witness.received(peerValue);
        }

        @Override
        public TlsSecret calculateSecret() throws IOException {
            return witness.agreed(super.calculateSecret());
        }
    }

    private static final class Encapsulating extends BcTlsMLKem {
        private final RecordingTlsCrypto crypto;
        private final String group;
        private String formula = "";
        private Bytes received = Bytes.EMPTY;

        Encapsulating(RecordingTlsCrypto crypto, String group, BcTlsMLKemDomain domain) {
            super(domain);
            this.crypto = crypto;
            this.group = group;
        }

        @Override
        public void receivePeerValue(byte[] peerValue) throws IOException {
            super.receivePeerValue(peerValue);
            received = Bytes.of(peerValue);
            formula = domain.isServer()
                    ? "encapsulated with " + crypto.secrets().peersPublicName()
                    : "decapsulated from " + crypto.secrets().peersPublicName();
        }

        @Override
        public TlsSecret calculateSecret() throws IOException {
            Named peers = new Named(crypto.secrets().peersPublicName(), received);
            return crypto.agreed(super.calculateSecret(), new Derivation.Given(group + ", " + formula, List.of(peers)));
        }
    }
}
