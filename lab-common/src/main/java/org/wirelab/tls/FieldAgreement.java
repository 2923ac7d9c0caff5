package org.wirelab.tls;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An ephemeral Diffie-Hellman agreement in a finite field: `Y^x mod p`, where `x` is this side's private value and `Y`
/// the other side's public one (RFC 5246 §8.1.2, RFC 8446 §7.4.1).
///
/// @param group as in [GroupNames], or what it is where it has no name
/// @param prime `p`
/// @param generator `g`, which the computation needs no more
/// @param padded true in TLS 1.3, where the secret is as long as the prime; TLS 1.2 leaves zeros in front away
record FieldAgreement(String group, BigInteger prime, BigInteger generator, boolean padded, Named own, Named peers)
        implements Derivation {

    @Override
    public String formula() {
        return "DH(" + own.name() + ", " + peers.name() + "), " + group;
    }

    @Override
    public Map<String, Bytes> inputs() {
        return Derivation.byName(List.of(own, peers));
    }

    /// As expensive as the agreement itself.
    @Override
    public Optional<Bytes> compute() {
        BigInteger secret = number(peers).modPow(number(own), prime);
        return Optional.of(Bytes.of(secret, octets(padded ? prime : secret)));
    }

    @Override
    public Optional<String> command() {
        // PKCS #3: dhKeyAgreement with p and g; both keys are whole numbers
        Bytes identifier = Der.sequence(
                Der.objectIdentifier("2a864886f70d010301"), Der.sequence(Der.integer(prime), Der.integer(generator)));
        Bytes privateKey = Der.sequence(Der.integer(0), identifier, Der.octetString(Der.integer(number(own))));
        Bytes publicKey = Der.sequence(identifier, Der.bitString(Der.integer(number(peers))));
        return Optional.of(Shell.agreement(privateKey, publicKey, "-pkeyopt dh_pad:" + (padded ? 1 : 0)));
    }

    private static BigInteger number(Named value) {
        return new BigInteger(1, value.value().toArray());
    }

    private static int octets(BigInteger number) {
        return (number.bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    }
}
