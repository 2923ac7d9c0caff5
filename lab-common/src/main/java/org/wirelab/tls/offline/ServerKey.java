package org.wirelab.tls.offline;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirelab.tls.Bytes;

/// The server's private RSA key: what decrypts the pre-master secret of RSA key transport (RFC 5246 §7.4.7.1).
///
/// @param file where it stands, for whoever wants to decrypt again
public record ServerKey(BigInteger modulus, BigInteger privateExponent, String file) {

    private static final Pattern PEM = Pattern.compile("(?s)-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----");

    // AlgorithmIdentifier of rsaEncryption (RFC 8017 §A.1), DER
    private static final Bytes RSA_ENCRYPTION = Bytes.parse("300d06092a864886f70d0101010500");

    private static final int PRE_MASTER_LENGTH = 48;
    private static final int LEAST_PADDING = 8;

    /// A text that is no such key.
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /// The key in a PEM text, as PKCS#1 or PKCS#8.
    ///
    /// @param file where the text stands
    /// @throws Unusable when there is none; its message says what to do
    public static ServerKey parse(String text, String file) throws Unusable {
        String seen = "";
        for (Matcher block = PEM.matcher(text); block.find(); ) {
            switch (block.group(1)) {
                case "PRIVATE KEY" -> {
                    return of(decoded(block.group(2)), file);
                }
                case "RSA PRIVATE KEY" -> {
                    return of(wrapped(decoded(block.group(2))), file);
                }
                case "EC PRIVATE KEY" ->
                    throw new Unusable("an EC key signs, it decrypts nothing: an RSA key is needed");
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new Unusable("the key is encrypted: decrypt it with openssl pkey -in FILE -out FILE");
                default -> seen = block.group(1);
            }
        }
        throw new Unusable(
                seen.isEmpty() ? "no private key in PEM (BEGIN PRIVATE KEY)" : "a " + seen + ", no private key");
    }

    private static byte[] decoded(String base64) throws Unusable {
        if (base64.contains("Proc-Type:")) {
            throw new Unusable("the key is encrypted: decrypt it with openssl pkey -in FILE -out FILE");
        }
        try {
            return Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new Unusable("the key is no base64");
        }
    }

    private static ServerKey of(byte[] pkcs8, String file) throws Unusable {
        try {
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (key instanceof RSAPrivateKey rsa) {
                return new ServerKey(rsa.getModulus(), rsa.getPrivateExponent(), file);
            }
        } catch (GeneralSecurityException e) {
            throw new Unusable("no RSA key that can be read: only RSA decrypts a pre-master secret");
        }
        throw new Unusable("no RSA key: only RSA decrypts a pre-master secret");
    }

    /// RFC 5958 §2: version 0, the algorithm, and the PKCS#1 key as an octet string.
    private static byte[] wrapped(byte[] pkcs1) {
        Bytes inner = Bytes.parse("020100").plus(RSA_ENCRYPTION).plus(der(0x04, Bytes.of(pkcs1)));
        return der(0x30, inner).toArray();
    }

    private static Bytes der(int tag, Bytes content) {
        int length = content.length();
        byte[] header = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : length < 0x100
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return Bytes.of(header).plus(content);
    }

    /// True when this is the private half of that key.
    public boolean fits(PublicKey key) {
        return key instanceof RSAPublicKey rsa && rsa.getModulus().equals(modulus);
    }

    /// The pre-master secret in an EncryptedPreMasterSecret; empty when another key encrypted it. RFC 8017
    /// §7.2.2: 00 02, at least eight bytes that are not zero, 00, the message.
    ///
    /// For reading captures only. A server that answered differently here would be an oracle.
    public Optional<Bytes> decrypt(Bytes encrypted) {
        int length = (modulus.bitLength() + 7) / 8;
        BigInteger number = new BigInteger(1, encrypted.toArray());
        if (encrypted.length() != length || number.compareTo(modulus) >= 0) {
            return Optional.empty();
        }
        byte[] digits = number.modPow(privateExponent, modulus).toByteArray();
        byte[] block = new byte[length];
        int used = Math.min(length, digits.length);
        System.arraycopy(digits, digits.length - used, block, length - used, used);
        int at = length - PRE_MASTER_LENGTH;
        boolean padded = at > 2 + LEAST_PADDING && block[0] == 0 && block[1] == 2 && block[at - 1] == 0;
        for (int i = 2; padded && i < at - 1; i++) {
            padded = block[i] != 0;
        }
        return padded ? Optional.of(Bytes.of(block, at, PRE_MASTER_LENGTH)) : Optional.empty();
    }

    /// Without the private exponent.
    @Override
    public String toString() {
        return "RSA " + modulus.bitLength() + " (" + file + ")";
    }
}
