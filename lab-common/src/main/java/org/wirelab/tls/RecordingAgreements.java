package org.wirelab.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.bouncycastle.crypto.params.DHParameters;
import org.bouncycastle.crypto.params.DHPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.crypto.TlsAgreement;
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
        return () -> switch (config.getNamedGroup()) {
            case NamedGroup.x25519 -> {
                X25519 exchange = new X25519(crypto);
                yield recorded(crypto, group, exchange, exchange::privateValue);
            }
            case NamedGroup.x448 -> {
                X448 exchange = new X448(crypto);
                yield recorded(crypto, group, exchange, exchange::privateValue);
            }
            default -> {
                OnCurve exchange = new OnCurve(new BcTlsECDomain(crypto, config));
                yield recorded(crypto, group, exchange, exchange::privateValue);
            }
        };
    }

    private static TlsAgreement recorded(
            RecordingTlsCrypto crypto, String group, TlsAgreement exchange, Supplier<Bytes> privateValue) {
        return new Recorded(crypto, group, exchange, privateValue, (own, peers) -> new Agreement(group, own, peers));
    }

    /// RFC 7919, and groups that a server makes up (RFC 5246 §7.4.3).
    static TlsDHDomain inField(RecordingTlsCrypto crypto, TlsDHConfig config) {
        BcTlsDHDomain domain = new BcTlsDHDomain(crypto, config);
        DHParameters field = BcTlsDHDomain.getDomainParameters(config);
        String group = FiniteFields.nameOf(field.getP());
        return () -> {
            InField exchange = new InField(domain);
            return new Recorded(
                    crypto,
                    group,
                    exchange,
                    exchange::privateValue,
                    (own, peers) ->
                            new FieldAgreement(group, field.getP(), field.getG(), config.isPadded(), own, peers));
        };
    }

    /// ML-KEM (FIPS 203): the client sends a public key, the server what it encapsulated with it.
    static TlsKemDomain encapsulating(RecordingTlsCrypto crypto, TlsKemConfig config) {
        BcTlsMLKemDomain domain = new BcTlsMLKemDomain(crypto, config);
        return () -> new Encapsulated(
                crypto, GroupNames.nameOf(config.getNamedGroup()), config.isServer(), domain.createKem());
    }

    /// An exchange whose private value can be asked for once it is drawn.
    private static final class Recorded implements TlsAgreement {
        private final RecordingTlsCrypto crypto;
        private final String group;
        private final TlsAgreement exchange;
        private final Supplier<Bytes> privateValue;
        private final BiFunction<Named, Named, Derivation> how;
        private Named own = new Named("", Bytes.EMPTY);
        private Named peers = new Named("", Bytes.EMPTY);

        Recorded(
                RecordingTlsCrypto crypto,
                String group,
                TlsAgreement exchange,
                Supplier<Bytes> privateValue,
                BiFunction<Named, Named, Derivation> how) {
            this.crypto = crypto;
            this.group = group;
            this.exchange = exchange;
            this.privateValue = privateValue;
            this.how = how;
        }

        @Override
        public byte[] generateEphemeral() throws IOException {
            byte[] publicValue = exchange.generateEphemeral();
            own = crypto.privateValue(group, privateValue.get());
            return publicValue;
        }

        @Override
        public void receivePeerValue(byte[] peerValue) throws IOException {
            exchange.receivePeerValue(peerValue);
            peers = new Named(crypto.secrets().peersPublicName(), Bytes.of(peerValue));
        }

        @Override
        public TlsSecret calculateSecret() throws IOException {
            return crypto.agreed(exchange.calculateSecret(), how.apply(own, peers));
        }
    }

    /// What one side encapsulates and the other one decapsulates.
    private static final class Encapsulated implements TlsAgreement {
        private final RecordingTlsCrypto crypto;
        private final String group;
        private final boolean server;
        private final TlsAgreement exchange;
        private Bytes received = Bytes.EMPTY;

        Encapsulated(RecordingTlsCrypto crypto, String group, boolean server, TlsAgreement exchange) {
            this.crypto = crypto;
            this.group = group;
            this.server = server;
            this.exchange = exchange;
        }

        @Override
        public byte[] generateEphemeral() throws IOException {
            return exchange.generateEphemeral();
        }

        @Override
        public void receivePeerValue(byte[] peerValue) throws IOException {
            exchange.receivePeerValue(peerValue);
            received = Bytes.of(peerValue);
        }

        @Override
        public TlsSecret calculateSecret() throws IOException {
            Named peers = new Named(crypto.secrets().peersPublicName(), received);
            String formula = group + (server ? ", encapsulated with " : ", decapsulated from ") + peers.name();
            return crypto.encapsulated(exchange.calculateSecret(), new Derivation.Given(formula, List.of(peers)));
        }
    }

    private static final class X25519 extends BcX25519 {
        X25519(RecordingTlsCrypto crypto) {
            super(crypto);
        }

        Bytes privateValue() {
            return Bytes.of(privateKey);
        }
    }

    private static final class X448 extends BcX448 {
        X448(RecordingTlsCrypto crypto) {
            super(crypto);
        }

        Bytes privateValue() {
            return Bytes.of(privateKey);
        }
    }

    private static final class OnCurve extends BcTlsECDH {
        OnCurve(BcTlsECDomain domain) {
            super(domain);
        }

        Bytes privateValue() {
            ECPrivateKeyParameters key = (ECPrivateKeyParameters) localKeyPair.getPrivate();
            return Bytes.of(key.getD(), octets(key.getParameters().getCurve().getFieldSize()));
        }
    }

    private static final class InField extends BcTlsDH {
        InField(BcTlsDHDomain domain) {
            super(domain);
        }

        Bytes privateValue() {
            BigInteger exponent = ((DHPrivateKeyParameters) localKeyPair.getPrivate()).getX();
            return Bytes.of(exponent, octets(exponent.bitLength()));
        }
    }

    private static int octets(int bits) {
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }
}
