package org.wirelab.tls.offline;

import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CapturedHandshake;
import org.wirelab.tls.CertificateSeen;
import org.wirelab.tls.Certificates;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.KeyBlock;
import org.wirelab.tls.SuiteChosen;
import org.wirelab.tls.record.RecordKeys;
import org.wirelab.tls.record.RecordProtection;

/// The keys of one captured session: what of the secrets fits it, what follows from them, or why nothing does.
final class SessionKeys {

    private static final String LOG = "the key log";

    private final Secrets secrets;
    private final CapturedHandshake handshake;
    private final Map<String, Bytes> traffic = new HashMap<>();
    private Bytes clientRandom = Bytes.EMPTY;
    private Bytes encrypted = Bytes.EMPTY;
    private @Nullable PublicKey serverKey;
    private @Nullable KeyBlock block;
    private @Nullable Opening opening;
    private @Nullable Opening lacking;

    SessionKeys(Secrets secrets, CapturedHandshake handshake) {
        this.secrets = secrets;
        this.handshake = handshake;
    }

    void clientRandom(Bytes random) {
        clientRandom = random;
    }

    /// The server's own certificate.
    void certificate(CertificateSeen certificate) {
        try {
            serverKey = Certificates.parse(certificate.der().toArray()).getPublicKey();
        } catch (CertificateException _) {
            serverKey = null; // no key will fit it
        }
    }

    void encryptedPreMasterSecret(Bytes bytes) {
        encrypted = bytes;
        handshake.encryptedPreMasterSecret(bytes);
    }

    /// How the session opens, or why it does not, as far as the secrets can say; null before anybody asked for
    /// keys.
    @Nullable
    Opening opening() {
        return opening;
    }

    /// What cannot be known although the session opens; null when nothing is lacking.
    @Nullable
    Opening lacking() {
        return lacking;
    }

    // --- TLS 1.2 ---

    /// The protection of one direction, by the key block; empty where the secrets do not give it.
    Optional<RecordProtection> keyBlock(SuiteChosen chosen, String sender) {
        CipherSuite suite = suite(chosen);
        if (opening == null) {
            opening = masterSecret(chosen, suite);
            block = opening.opened() ? handshake.keyBlock(suite) : null;
        }
        if (block == null) {
            return Optional.empty();
        }
        Optional<RecordProtection> protection =
                RecordProtection.of(suite, chosen.encryptThenMac(), sender, RecordKeys.of(sender, block.keys()));
        if (protection.isEmpty()) {
            opening = Opening.closed("suite", suite.name());
        }
        return protection;
    }

    /// A pre-master secret says more than the master secret that follows from it.
    private Opening masterSecret(SuiteChosen chosen, CipherSuite suite) {
        Optional<Bytes> logged = secrets.keyLog().secret(KeyLog.MASTER_SECRET, clientRandom);
        Optional<Bytes> preMaster = secrets.keyLog()
                .preMasterSecret(encrypted)
                .or(() -> secrets.keyLog().secret(KeyLog.PRE_MASTER_SECRET, clientRandom));
        if (preMaster.isPresent() && !chosen.resumed()) {
            Bytes master = handshake.givenPreMasterSecret(preMaster.get(), LOG);
            return logged.isPresent() && !logged.get().equals(master)
                    ? Opening.closed("wrong_secret.master")
                    : Opening.opened("key_log");
        }
        Opening byKey = encrypted.length() > 0 ? decrypted() : Opening.closed("no_line", clientRandom.toString());
        if (byKey.opened()) {
            return byKey;
        }
        if (logged.isPresent()) {
            handshake.givenMasterSecret(logged.get(), LOG);
            lacking = chosen.resumed() ? null : Opening.closed("no_pre_master");
            return Opening.opened("key_log");
        }
        return secrets.isEmpty() ? Opening.closed("no_secrets") : unopened(chosen, suite, byKey);
    }

    private Opening decrypted() {
        Optional<ServerKey> key = serverKey == null ? Optional.empty() : secrets.keyFor(serverKey);
        if (key.isEmpty()) {
            return Opening.closed("wrong_key");
        }
        Optional<Bytes> secret = key.get().decrypt(encrypted);
        if (secret.isEmpty()) {
            return Opening.closed("bad_padding");
        }
        handshake.decryptedPreMasterSecret(secret.get(), encrypted, key.get().file());
        return Opening.opened("server_key");
    }

    /// Why a private key, or a key log without a line for this session, does not open it.
    private Opening unopened(SuiteChosen chosen, CipherSuite suite, Opening byKey) {
        if (secrets.serverKeys().isEmpty()) {
            return Opening.closed("no_line", clientRandom.toString());
        }
        if (chosen.resumed()) {
            return Opening.closed("resumed");
        }
        return suite.rsaKeyTransport() ? byKey : Opening.closed("forward_secret", suite.name());
    }

    // --- TLS 1.3 ---

    /// The protection by a traffic secret, by the RFC's name of it; empty where the secrets do not give it.
    Optional<RecordProtection> trafficSecret(SuiteChosen chosen, String name) {
        Bytes secret = traffic.get(name);
        if (secret == null) {
            secret = secrets.keyLog().secret(label(name), clientRandom).orElse(null);
            if (secret == null) {
                if (opening == null || !opening.opened()) {
                    opening = noTrafficSecret();
                }
                return Optional.empty();
            }
            traffic.put(name, secret);
            handshake.trafficSecret(name, secret, LOG);
        }
        opening = Opening.opened("key_log");
        return protection(chosen, name, secret);
    }

    /// The protection by the secret that follows this one (RFC 8446 §7.2), whose name ends in the next number.
    Optional<RecordProtection> next(SuiteChosen chosen, String name, String following) {
        Bytes secret = traffic.get(name);
        if (secret == null) {
            return Optional.empty();
        }
        Bytes next = handshake.nextTrafficSecret(name, secret);
        traffic.put(following, next);
        return protection(chosen, following, next);
    }

    private Optional<RecordProtection> protection(SuiteChosen chosen, String name, Bytes secret) {
        CipherSuite suite = suite(chosen);
        if (secret.length() != (suite.prfHash().equals("SHA-384") ? 48 : 32)) {
            opening = Opening.closed("wrong_secret.length", name);
            return Optional.empty();
        }
        String sender = name.startsWith("client") ? "client" : "server";
        Optional<RecordProtection> protection =
                RecordProtection.of(suite, false, sender, RecordKeys.ofTrafficSecret(suite, secret));
        if (protection.isEmpty()) {
            opening = Opening.closed("suite", suite.name());
        }
        return protection;
    }

    private Opening noTrafficSecret() {
        if (secrets.isEmpty()) {
            return Opening.closed("no_secrets");
        }
        boolean log = !secrets.keyLog().isEmpty();
        return !secrets.serverKeys().isEmpty() && !log
                ? Opening.closed("tls13")
                : Opening.closed("no_line", clientRandom.toString());
    }

    private static String label(String name) {
        return switch (name) {
            case "client_early_traffic_secret" -> KeyLog.CLIENT_EARLY;
            case "client_handshake_traffic_secret" -> KeyLog.CLIENT_HANDSHAKE;
            case "server_handshake_traffic_secret" -> KeyLog.SERVER_HANDSHAKE;
            case "client_application_traffic_secret_0" -> KeyLog.CLIENT_APPLICATION;
            default -> KeyLog.SERVER_APPLICATION;
        };
    }

    private static CipherSuite suite(SuiteChosen chosen) {
        return CipherSuite.named(chosen.chosen()).orElseThrow();
    }
}
