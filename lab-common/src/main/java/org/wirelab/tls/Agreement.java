package org.wirelab.tls;

import java.math.BigInteger;
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

/// An ephemeral Diffie-Hellman agreement: this side's private value and the other side's public value give the secret
/// that both share (RFC 8422 §5.10, RFC 8446 §7.4).
///
/// @param group as in [GroupNames]
/// @param own the private value as its group writes it: a scalar, or an exponent
/// @param peers the other side's public value as it stood in its message
record Agreement(String group, Named own, Named peers) implements Derivation {

    @Override
    public String formula() {
        return (group.startsWith("ffdhe") ? "DH(" : "ECDH(") + own.name() + ", " + peers.name() + "), " + group;
    }

    @Override
    public Map<String, Bytes> inputs() {
        return Derivation.byName(List.of(own, peers));
    }

    /// As expensive as the agreement itself; empty for a group that this JDK does not know.
    @Override
    public Optional<Bytes> compute() {
        try {
            KeyFactory factory = KeyFactory.getInstance(algorithm());
            PrivateKey privateKey =
                    factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey().toArray()));
            PublicKey publicKey =
                    factory.generatePublic(new X509EncodedKeySpec(publicKey().toArray()));
            KeyAgreement agreement = KeyAgreement.getInstance(algorithm().equals("EC") ? "ECDH" : algorithm());
            agreement.init(privateKey);
            agreement.doPhase(publicKey, true);
            return Optional.of(Bytes.of(agreement.generateSecret()));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> command() {
        return Optional.of("cd \"$(mktemp -d)\" && " + Shell.bytes(privateKey()) + " >own.der && "
                + Shell.bytes(publicKey())
                + " >peer.der && openssl pkeyutl -derive -inkey own.der -keyform DER -peerkey peer.der -peerform DER | "
                + Shell.HEXADECIMAL);
    }

    private String algorithm() {
        return group.startsWith("x") ? "XDH" : group.startsWith("ffdhe") ? "DH" : "EC";
    }

    /// RFC 5208, RFC 8410 §7, RFC 5915: PrivateKeyInfo in DER.
    private Bytes privateKey() {
        Bytes value = own.value();
        Bytes key = switch (algorithm()) {
            case "XDH" -> Der.octetString(Der.octetString(value));
            case "EC" -> Der.octetString(Der.sequence(Der.integer(1), Der.octetString(value)));
            default -> Der.octetString(Der.integer(new BigInteger(1, value.toArray())));
        };
        return Der.sequence(Der.integer(0), identifier(), key);
    }

    /// RFC 5280 §4.1.2.7: SubjectPublicKeyInfo in DER.
    private Bytes publicKey() {
        Bytes value = peers.value();
        Bytes key = algorithm().equals("DH") ? Der.integer(new BigInteger(1, value.toArray())) : value;
        return Der.sequence(identifier(), Der.bitString(key));
    }

    private Bytes identifier() {
        return switch (group) {
            case "x25519" -> Der.sequence(Der.objectIdentifier("2b656e"));
            case "x448" -> Der.sequence(Der.objectIdentifier("2b656f"));
            case "secp256r1" -> curve("2a8648ce3d030107");
            case "secp384r1" -> curve("2b81040022");
            case "secp521r1" -> curve("2b81040023");
            default ->
                Der.sequence(
                        Der.objectIdentifier("2a864886f70d010301"),
                        Der.sequence(Der.integer(FiniteFields.prime(group)), Der.integer(2)));
        };
    }

    private static Bytes curve(String identifier) {
        return Der.sequence(Der.objectIdentifier("2a8648ce3d0201"), Der.objectIdentifier(identifier));
    }
}
