package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.tls.Derivation.Named;
import org.wirelab.tls.KnownAnswers.Handshake;
import org.wirelab.tls.KnownAnswers.Step;
import org.wirelab.tls.record.OpenedRecord;
import org.wirelab.tls.record.RecordKeys;
import org.wirelab.tls.record.RecordProtection;

/// Goes through a handshake of RFC 8448 step by step: its messages are laid into the lab's own transcript, its values
/// are told to the lab's own key schedule as an engine would tell them, and what that makes of them is held against the
/// RFC. No TLS library takes part.
final class Rfc8448Walk {

    private static final CipherSuite SUITE =
            CipherSuite.named("TLS_AES_128_GCM_SHA256").orElseThrow();
    private static final Hkdf HASH = new Hkdf("SHA-256");

    private final List<DerivedSecret> told = new ArrayList<>();
    private final Transcript transcript = new Transcript();
    private final Tls13Secrets secrets;
    private final Map<String, Bytes> privateValues = new HashMap<>();
    private final Map<String, Bytes> publicValues = new HashMap<>();
    private final Map<String, Records> writing = new HashMap<>();
    private String group = "";
    private Bytes truncatedHello = Bytes.EMPTY;
    private int reproduced;
    private int opened;

    Rfc8448Walk() {
        SecretWitness witness = new SecretWitness(
                observation -> told.add((DerivedSecret) observation),
                transcript,
                new Parties("127.0.0.1:40000", "127.0.0.1:7443", true));
        witness.versionSettled(true);
        witness.suiteChosen(SUITE);
        secrets = witness.tls13();
    }

    Rfc8448Walk through(Handshake handshake) {
        handshake.steps().forEach(this::step);
        return this;
    }

    /// Everything that the key schedule told of.
    List<DerivedSecret> told() {
        return told;
    }

    /// How many values of the RFC came out.
    int reproduced() {
        return reproduced;
    }

    /// How many protected records of the RFC were opened.
    int opened() {
        return opened;
    }

    Bytes value(String name) {
        return secrets.value(name);
    }

    private void step(Step step) {
        String what = step.what();
        if (what.contains("traffic keys for ")) {
            trafficKeys(step);
        } else if (!step.values().isEmpty()) {
            switch (what.substring(0, what.indexOf(' '))) {
                case "create" -> keyPair(step);
                case "construct" -> message(step);
                case "extract" -> extract(step);
                case "derive", "generate" -> derive(step);
                case "calculate" -> finished(step);
                case "send" -> record(step);
                default -> throw new AssertionError("no such step: " + step);
            }
        }
    }

    private void keyPair(Step step) {
        group = step.what().contains("P-256") ? "secp256r1" : "x25519";
        privateValues.put(side(step), step.value("private key"));
        publicValues.put(side(step), step.value("public key"));
    }

    /// A ClientHello that is shorter than its own header says lacks its binders: it is whole when they are made. A
    /// ticket comes after the handshake and belongs to no transcript.
    private void message(Step step) {
        step.values().forEach((name, bytes) -> {
            if (bytes.length() < 4 + (bytes.at(2) << 8 | bytes.at(3))) {
                truncatedHello = bytes;
            } else if (!name.equals("NewSessionTicket")) {
                transcript.add(step.client(), bytes);
            }
        });
    }

    private void extract(Step step) {
        Bytes value = step.value("secret");
        String name = step.what().replaceAll("[^\"]*\"(\\w+)\".*", "$1");
        String parent = Map.of("early", "0", "handshake", "derived_early_secret", "master", "derived_handshake_secret")
                .get(name);
        Bytes salt = name.equals("early") ? HASH.zeros() : secrets.value(parent);
        Bytes key = name.equals("handshake") ? agreed(step.value("IKM")) : step.value("IKM");
        assertThat(secrets.extracted(HASH, new Named(parent, salt), new Named("IKM", key), value))
                .isEqualTo(name + "_secret");
        reproduced(step, value);
    }

    /// RFC 8446 §7.4: each side comes to the same secret from its own private value.
    private Bytes agreed(Bytes shared) {
        assertThat(agreement("client", "server").compute()).contains(shared);
        assertThat(agreement("server", "client").compute()).contains(shared);
        told.add(DerivedSecret.of("shared_secret", shared, agreement("client", "server"), List.of()));
        reproduced++;
        return shared;
    }

    private Agreement agreement(String own, String peer) {
        return new Agreement(
                group, new Named("private", privateValues.get(own)), new Named("public", publicValues.get(peer)));
    }

    private void derive(Step step) {
        String label = step.what().replaceAll(".*\"tls13 (.*)\".*", "$1");
        String parent = switch (label) {
            case "derived" -> step.what().contains("for master") ? "handshake_secret" : "early_secret";
            case "c e traffic", "e exp master" -> "early_secret";
            case "c hs traffic", "s hs traffic" -> "handshake_secret";
            case "resumption" -> "resumption_master_secret";
            default -> "master_secret";
        };
        expand(step, parent, label, "PRK", "info", "expanded");
    }

    /// RFC 8446 §7.1: what the lab's own schedule makes of this secret under this label.
    private String expand(Step step, String parent, String label, String prk, String info, String expanded) {
        Bytes value = step.value(expanded);
        Bytes context = label.equals("key") || label.equals("iv") ? Bytes.EMPTY : step.value("hash");
        assertThat(secrets.value(parent)).as("%s of %s", parent, step).isEqualTo(step.value(prk));
        String name =
                secrets.expanded(HASH, new Named(parent, secrets.value(parent)), label, context, value.length(), value);
        assertThat(Hkdf.hkdfLabel(label, context, value.length()))
                .as("HkdfLabel of %s", step)
                .isEqualTo(step.value(info));
        reproduced(step, value);
        return name;
    }

    private void trafficKeys(Step step) {
        boolean client = step.what().contains("write") == step.client();
        String sender = client ? "client" : "server";
        String parent = sender
                + (step.what().contains("early application")
                        ? "_early_traffic_secret"
                        : step.what().contains("keys for handshake")
                                ? "_handshake_traffic_secret"
                                : "_application_traffic_secret_0");
        if (!step.values().isEmpty()) {
            assertThat(expand(step, parent, "key", "PRK", "key info", "key expanded"))
                    .isEqualTo(sender + "_write_key");
            expand(step, parent, "iv", "PRK", "iv info", "iv expanded");
        }
        if (step.what().contains("derive write")) {
            writing.put(sender, new Records(sender, secrets.value(parent)));
        }
    }

    /// RFC 8446 §4.4.4, and §4.2.11.2 for a binder.
    private void finished(Step step) {
        boolean binder = step.what().contains("binder");
        if (binder) {
            secrets.expanded(
                    HASH,
                    new Named("early_secret", secrets.value("early_secret")),
                    "res binder",
                    HASH.digest(Bytes.EMPTY),
                    HASH.length(),
                    step.value("PRK"));
            reproduced(step, step.value("PRK"));
            assertThat(step.value("binder hash")).isEqualTo(HASH.digest(truncatedHello));
        }
        String base = binder ? "binder_key" : side(step) + "_handshake_traffic_secret";
        String key = expand(step, base, "finished", "PRK", "info", "expanded");
        Bytes value = step.value("finished");
        secrets.authenticated(
                HASH,
                new Named(key, step.value("expanded")),
                step.values().getOrDefault("binder hash", Bytes.EMPTY),
                value);
        reproduced(step, value);
        if (binder) {
            // RFC 8446 §4.2.11: the list of binders with its length (2 bytes), each binder with its own (1 byte)
            Bytes binders = Bytes.parse("002120").plus(value);
            transcript.add(true, truncatedHello.plus(binders));
        }
    }

    /// The last value that was told is the RFC's and was computed a second time.
    private void reproduced(Step step, Bytes value) {
        DerivedSecret last = told.getLast();
        assertThat(last.value()).isEqualTo(value);
        assertThat(last.holds())
                .as("%s: %s = %s", step, last.name(), last.formula())
                .isTrue();
        reproduced++;
    }

    private void record(Step step) {
        OpenedRecord record = writing.get(side(step)).next(step.value("record"));
        assertThat(record.content()).as(step.toString()).isEqualTo(step.value("payload"));
        opened++;
    }

    private static String side(Step step) {
        return step.client() ? "client" : "server";
    }

    /// The records of one side under one traffic secret.
    private static final class Records {
        private final RecordProtection protection;
        private long sequence;

        Records(String sender, Bytes secret) {
            protection = RecordProtection.of(SUITE, false, sender, RecordKeys.ofTrafficSecret(SUITE, secret))
                    .orElseThrow();
        }

        OpenedRecord next(Bytes record) {
            return protection.open(sequence++, record.toArray());
        }
    }
}
