package org.wirelab.tls;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/// An ephemeral Diffie-Hellman agreement on a curve: this side's private value and the other side's public value give
/// the secret that both share (RFC 8422 §5.10, RFC 8446 §7.4.2).
///
/// @param group as in [GroupNames]
/// @param own the private value as its group writes it: a scalar
/// @param peers the other side's public value as it stood in its message
record Agreement(String group, Named own, Named peers) implements Derivation {

    @Override
    public String formula() {
        return "ECDH(" + own.name() + ", " + peers.name() + "), " + group;
    }

    @Override
    public Map<String, Bytes> inputs() {
        return Derivation.byName(List.of(own, peers));
    }

    /// As expensive as the agreement itself; empty for a group that is not known here.
    @Override
    public Optional<Bytes> compute() {
        return identifier().flatMap(this::compute);
    }

    private Optional<Bytes> compute(Bytes identifier) {
        String algorithm = montgomery() ? "XDH" : "EC";
        try {
            KeyFactory factory = KeyFactory.getInstance(algorithm);
            PrivateKey privateKey = factory.generatePrivate(
                    new PKCS8EncodedKeySpec(privateKey(identifier).toArray()));
            PublicKey publicKey = factory.generatePublic(
                    new X509EncodedKeySpec(publicKey(identifier).toArray()));
            KeyAgreement agreement = KeyAgreement.getInstance(montgomery() ? "XDH" : "ECDH");
            agreement.init(privateKey);
            agreement.doPhase(publicKey, true);
            return Optional.of(Bytes.of(agreement.generateSecret()));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> command() {
        return identifier().map(identifier -> Shell.agreement(privateKey(identifier), publicKey(identifier)));
    }

    /// RFC 5208, RFC 8410 §7, RFC 5915: PrivateKeyInfo in DER.
    private Bytes privateKey(Bytes identifier) {
        Bytes value = Der.octetString(own.value());
        Bytes key = montgomery() ? value : Der.sequence(Der.integer(1), value);
        return Der.sequence(Der.integer(0), identifier, Der.octetString(key));
    }

    /// RFC 5280 §4.1.2.7: SubjectPublicKeyInfo in DER.
    private Bytes publicKey(Bytes identifier) {
        return Der.sequence(identifier, Der.bitString(peers.value()));
    }

    private boolean montgomery() {
        return group.startsWith("x");
    }

    /// AlgorithmIdentifier (RFC 8410 §3, RFC 5480 §2.1.1); empty for a group that is not known here.
    private Optional<Bytes> identifier() {
        return switch (group) {
            case "x25519" -> Optional.of(Der.sequence(Der.objectIdentifier("2b656e")));
            case "x448" -> Optional.of(Der.sequence(Der.objectIdentifier("2b656f")));
            case "secp256r1" -> Optional.of(curve("2a8648ce3d030107"));
            case "secp384r1" -> Optional.of(curve("2b81040022"));
            case "secp521r1" -> Optional.of(curve("2b81040023"));
            default -> Optional.empty();
        };
    }

    private static Bytes curve(String identifier) {
        return Der.sequence(Der.objectIdentifier("2a8648ce3d0201"), Der.objectIdentifier(identifier));
    }
}
