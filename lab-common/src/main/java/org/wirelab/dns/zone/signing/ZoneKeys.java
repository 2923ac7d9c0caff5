package org.wirelab.dns.zone.signing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;

/// The two key pairs of a zone: one that its parent vouches for and that signs the keys, one that signs all else
/// (RFC 4033 §2: KSK and ZSK). ECDSA on P-256, algorithm 13 (RFC 6605).
record ZoneKeys(Key keySigning, Key zoneSigning) {

    /// A public key as its record, and the private key to it.
    record Key(DNSKEYRecord record, java.security.PrivateKey secret) {}

    /// RFC 4034 §2.1.1: the zone key flag, and the secure entry point flag of a KSK.
    private static final int ZONE_KEY = 256;

    private static final int SECURE_ENTRY_POINT = 1;
    private static final long TTL = 3600;

    static ZoneKeys generate(Name zone, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return new ZoneKeys(
                    key(zone, ZONE_KEY | SECURE_ENTRY_POINT, generator.generateKeyPair()),
                    key(zone, ZONE_KEY, generator.generateKeyPair()));
        } catch (GeneralSecurityException | DNSSEC.DNSSECException e) {
            throw new IllegalStateException("the JDK makes no P-256 keys", e);
        }
    }

    /// What the parent says of these keys: the digest of the key-signing key (RFC 4034 §5, SHA-256 by RFC 4509).
    ///
    /// @param ttl in seconds
    DSRecord delegationSigner(long ttl) {
        DNSKEYRecord key = keySigning.record();
        return new DSRecord(key.getName(), DClass.IN, ttl, DSRecord.SHA256_DIGEST_ID, key);
    }

    private static Key key(Name zone, int flags, KeyPair pair) throws DNSSEC.DNSSECException {
        DNSKEYRecord record = new DNSKEYRecord(
                zone,
                DClass.IN,
                TTL,
                flags,
                DNSKEYRecord.Protocol.DNSSEC,
                DNSSEC.Algorithm.ECDSAP256SHA256,
                pair.getPublic());
        return new Key(record, pair.getPrivate());
    }
}
